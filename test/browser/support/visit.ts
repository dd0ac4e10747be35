import { mkdir, writeFile } from 'node:fs/promises';
import type { Session } from '@troupe/client';
import type { Locator, Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { reports } from './checkout.js';
import { launchChromium } from './chromium.js';
import { installWitness, type Region, type Testimony } from './witness.js';

/** Milliseconds that a step of a conversation may take on a busy machine. */
const PATIENCE = 30_000;

/** Where Ada's mouth is: from 255 to 385 and from 352 to 460 of 640 units, which holds it wide open too. */
const adasMouth: Region = { left: 255 / 640, top: 352 / 640, width: 130 / 640, height: 108 / 640 };

/** How somebody comes to the page. */
export interface VisitOptions {
  /** Where it is. Default: the shared server. */
  readonly address?: string;
  /** A WAV file that the microphone hears, once. Default: none, the microphone hears the browser's beeps. */
  readonly recording?: string;
  /** Default: `light`. */
  readonly colorScheme?: 'light' | 'dark';
  /** Whether idle life moves the face; a face at rest is the same picture then and later without. Default: false. */
  readonly idleMotion?: boolean;
  /** Runs in the page before its own code, so it holds everything that it needs. Default: nothing. */
  readonly before?: () => void;
  /** Attributes of the element that the page does not give it. Default: none. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Somebody in front of the page, in a browser of their own, for the length of a test. */
export class Visit {
  readonly page: Page;
  readonly #console: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => this.#console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.#console.push(`uncaught: ${error.stack ?? error.message}`));
  }

  /** Opens the page; it is left when the test is over. A test that failed leaves a picture and the console under `out/browser`. */
  static async pay(options: VisitOptions = {}): Promise<Visit> {
    const { address = inject('address'), recording, colorScheme = 'light', idleMotion = false, before, attributes = {} } = options;
    const browser = await launchChromium(recording);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme,
      reducedMotion: idleMotion ? 'no-preference' : 'reduce',
      permissions: ['microphone'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const visit = new Visit(page);
    // Runs before the browser closes: hooks run in reverse order.
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') {
        await visit.#report(task.name);
      }
    });
    await page.addInitScript(installWitness, adasMouth);
    if (before !== undefined) {
      await page.addInitScript(before);
    }

    await page.goto(address);
    await page.waitForFunction(() => document.querySelector<HTMLElement>('troupe-presenter')?.dataset['state'] === 'idle');
    await page.evaluate((all) => {
      const element = document.querySelector('troupe-presenter')!;
      Object.entries(all).forEach(([name, value]) => element.setAttribute(name, value));
    }, attributes);
    // The first frames fit the canvas to the page.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.evaluate(() => window.troupeWitness.takeRest());
    return visit;
  }

  /** Errors and warnings of the page and of the browser about it, such as content that its policy forbids. */
  get complaints(): readonly string[] {
    return this.#console.filter((line) => /^(error|warning|uncaught):/.test(line));
  }

  /** A part of the element by its name. */
  part(name: string): Locator {
    return this.page.locator(`troupe-presenter [part~=${name}]`);
  }

  /** What stands in the transcript, as a person sees it. */
  lines(): Promise<readonly string[]> {
    return this.part('line').filter({ visible: true }).locator('p').allTextContents();
  }

  /** What was noticed so far. */
  testimony(): Promise<Testimony> {
    return this.page.evaluate(() => window.troupeWitness.testimony);
  }

  /** Writes into the text box and sends it. */
  async write(text: string): Promise<void> {
    await this.part('input').fill(text);
    await this.part('input').press('Enter');
  }

  /** Begins a conversation without a microphone and hears the greeting to its end. */
  async greeting(): Promise<void> {
    await this.page.evaluate(() => document.querySelector<HTMLElement & { connect(): Promise<void> }>('troupe-presenter')!.connect());
    await this.page.waitForFunction(() => window.troupeWitness.testimony.playheads.some(({ playhead }) => playhead.ended));
  }

  /** Waits for a state of the conversation. */
  async state(name: string): Promise<void> {
    await this.page.waitForFunction((state) => document.querySelector<HTMLElement>('troupe-presenter')?.dataset['state'] === state, name);
  }

  /** Waits until that many turns are over. */
  async turns(count: number): Promise<void> {
    await this.page.waitForFunction((wanted) => window.troupeWitness.testimony.messages.filter(({ message }) => message.type === 'turn.ended').length >= wanted, count);
  }

  /** Waits until that many milliseconds of an answer were heard. */
  async heard(milliseconds: number): Promise<void> {
    await this.page.waitForFunction((wanted) => {
      const heard = document.querySelector<HTMLElement & { session?: Session }>('troupe-presenter')?.session?.heard();
      const { messages } = window.troupeWitness.testimony;
      const ofTurn = messages.some(({ message }) => message.type === 'speech.start' && message.turn !== undefined && message.utterance === heard?.utterance);
      return heard !== undefined && ofTurn && heard.position >= wanted;
    }, milliseconds);
  }

  /** Waits until the presenter is in the middle of a word. */
  async loud(): Promise<void> {
    await this.page.waitForFunction(() => {
      const recent = window.troupeWitness.testimony.sounds.slice(-8);
      return recent.length === 8 && recent.every((sound) => sound.loudness > 0.03);
    });
  }

  /** Waits until nothing was heard for that many milliseconds. */
  async silence(milliseconds: number): Promise<void> {
    await this.page.waitForFunction((wanted) => {
      const { sounds } = window.troupeWitness.testimony;
      const recent = sounds.slice(-Math.ceil(wanted / 10));
      return recent.length * 10 >= wanted && recent.every((sound) => sound.loudness < 0.001);
    }, milliseconds);
  }

  async #report(name: string): Promise<void> {
    const file = `${reports}/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    await mkdir(reports, { recursive: true });
    await writeFile(`${file}.log`, `${this.#console.join('\n')}\n`);
    await this.page.screenshot({ path: `${file}.png` }).catch(() => undefined);
  }
}
