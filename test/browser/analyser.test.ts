import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { Analyser } from '../../bench/peers/src/analyser.mjs';
import { Page } from '../../bench/peers/src/page.mjs';

const rate = 48_000;
const screen = 60;

// A glide in noise, loud and quiet by turns, so that smoothing and both ends of the scale are seen.
const sound = Float32Array.from({ length: rate }, (_, sample) => {
  const noise = ((sample * 7919) % 1009) / 1009 - 0.5;
  return 0.2 * Math.sin((2 * Math.PI * (150 + sample / 100) * sample) / rate) * (Math.sin(sample / 4000) > 0 ? 1 : 0.02) + 0.02 * noise;
});

it('hears through the emulated analyser of the benchmark what Chromium hears', async () => {
  const emulated: number[][] = [];
  const analyser = new Analyser();
  new Page(sound).play(
    () => {},
    () => {
      const bytes = new Uint8Array(analyser.frequencyBinCount);
      analyser.getByteFrequencyData(bytes);
      emulated.push([...bytes]);
      return [];
    },
  );

  const browser = await chromium.launch({ executablePath: process.env['TROUPE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const real = await page.evaluate(
      async ({ samples, rate, screen }) => {
        const context = new OfflineAudioContext(1, samples.length, rate);
        const source = new AudioBufferSourceNode(context, { buffer: context.createBuffer(1, samples.length, rate) });
        source.buffer!.copyToChannel(Float32Array.from(samples), 0);
        const analyser = context.createAnalyser();
        source.connect(analyser).connect(context.destination);
        source.start();
        const heard: number[][] = [];
        for (let refresh = 1; refresh < screen; refresh++) {
          void context.suspend((Math.floor((refresh * rate) / screen / 128) * 128) / rate).then(() => {
            const bytes = new Uint8Array(analyser.frequencyBinCount);
            analyser.getByteFrequencyData(bytes);
            heard.push([...bytes]);
            return context.resume();
          });
        }

        await context.startRendering();
        return heard;
      },
      { samples: [...sound], rate, screen },
    );
    const differences = emulated.slice(1).flatMap((bytes, refresh) => bytes.map((byte, bin) => Math.abs(byte - (real[refresh]?.[bin] ?? Infinity))));
    // Chromium computes in single precision: a value between two bytes may fall on either side.
    expect(differences.length).toBe((screen - 1) * analyser.frequencyBinCount);
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
    expect(differences.filter((difference) => difference > 0).length).toBeLessThan(differences.length / 1000);
  } finally {
    await browser.close();
  }
});
