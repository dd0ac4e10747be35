import { chromium, type Browser } from 'playwright-core';
import { onTestFinished } from 'vitest';

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/**
 * A browser for the length of a test.
 *
 * @param recording A WAV file that the microphone hears, once. Default: none, the microphone hears the browser's beeps.
 */
export async function launchChromium(recording?: string): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env['TROUPE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...browserArguments, ...(recording === undefined ? [] : [`--use-file-for-fake-audio-capture=${recording}%noloop`])],
  });
  onTestFinished(() => browser.close());
  return browser;
}
