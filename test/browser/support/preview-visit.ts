import type { PerformanceFile } from '@troupe/protocol';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchChromium } from './chromium.js';

const PATIENCE = 15_000;

/** What the mouth of a face looks like, by the colours in its part of the picture; numbers of pixels at 256 by 256. */
export interface MouthLook {
  /** What lies behind the lips: darker than anything else there. */
  readonly dark: number;
  /** Teeth. */
  readonly white: number;
}

/** Somebody in front of the previewer. */
export class PreviewVisit {
  readonly page: Page;
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.stack ?? error.message}`));
  }

  /** Opens it and waits until it shows something. */
  static async pay({ colorScheme = 'light', prepare }: { readonly colorScheme?: 'light' | 'dark'; readonly prepare?: (page: Page) => Promise<unknown> } = {}): Promise<PreviewVisit> {
    const browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await prepare?.(page);
    const visit = new PreviewVisit(page);
    await page.goto(`${inject('address')}/preview`);
    await page.waitForFunction(() => document.body.dataset['ready'] === 'yes');
    return visit;
  }

  /** Shows a scene. Returns its performance. */
  async scene(id: string): Promise<PerformanceFile> {
    const loaded = this.page.waitForResponse((response) => response.url().endsWith(`/scenes/${id}/performance`));
    if ((await this.page.locator('#scene').inputValue()) === id) await this.page.locator('#scene').evaluate((select) => select.dispatchEvent(new Event('change')));
    else await this.page.selectOption('#scene', id);
    const performance = (await (await loaded).json()) as PerformanceFile;
    const duration = Math.round(performance.utterances[0]!.duration);
    await this.page.waitForFunction((length) => Math.abs(Number(document.querySelector('#timeline')!.getAttribute('aria-valuemax')) - length) <= 1, duration);
    return performance;
  }

  /** Goes to a time, as a click on the timeline does, and waits until it is drawn. */
  async seek(milliseconds: number): Promise<void> {
    const box = (await this.page.locator('#timeline').boundingBox())!;
    const duration = Number(await this.page.locator('#timeline').getAttribute('aria-valuemax'));
    await this.page.mouse.click(box.x + (milliseconds / duration) * box.width, box.y + 50);
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** The time that is shown, in milliseconds. */
  async time(): Promise<number> {
    return Number(await this.page.locator('#clock').textContent()) * 1000;
  }

  /** The blend shapes that the first face shows most. */
  async shapes(): Promise<Readonly<Record<string, number>>> {
    const text = (await this.page.locator('#shapes').textContent()) ?? '';
    return Object.fromEntries([...text.matchAll(/(\w+)\s([\d.]+)/g)].map(([, name, weight]) => [name!, Number(weight)]));
  }

  /** The mouth of a face. */
  mouth(face: 'a' | 'b' = 'a'): Promise<MouthLook> {
    return this.page.evaluate((name) => {
      const face = document.querySelector<HTMLCanvasElement>(`#face-${name} canvas`)!;
      const picture = new OffscreenCanvas(256, 256).getContext('2d')!;
      // From the corners of the mouth and from the lip's edge to the chin, as parts of Ada's picture.
      picture.drawImage(face, face.width * 0.39, face.height * 0.55, face.width * 0.22, face.height * 0.17, 0, 0, 256, 256);
      const { data } = picture.getImageData(0, 0, 256, 256);
      let [dark, white] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
        dark += red < 125 && green < 60 && blue >= green ? 1 : 0;
        white += red > 225 && green > 225 && blue > 220 ? 1 : 0;
      }

      return { dark, white };
    }, face);
  }
}
