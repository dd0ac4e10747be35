import { expect, inject, test } from 'vitest';
import type { Session } from '@troupe/client';
import { presenterDesk } from './support/presenter-desk.js';
import { Visit } from './support/visit.js';

interface PresenterElement extends HTMLElement {
  readonly session: Session | undefined;
  connect(): Promise<void>;
}

interface Swap {
  /** Frames that began after the message came, until one began with the new picture there. */
  readonly frames: number;
  readonly milliseconds: number;
}

declare global {
  interface Window {
    troupeSwaps: Swap[];
  }
}

/** Where the sleeve is, as parts of the picture. */
const watchSwaps = (): void => {
  window.troupeSwaps = [];
  document.addEventListener('troupe-started', () => {
    const element = document.querySelector<PresenterElement>('troupe-presenter')!;
    const canvas = element.shadowRoot!.querySelector('canvas')!;
    const loupe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const colour = (): string => {
      const side = Math.min(canvas.width, canvas.height);
      loupe.clearRect(0, 0, 1, 1);
      loupe.drawImage(canvas, (canvas.width - side) / 2 + 0.25 * side, canvas.height - 0.05 * side, 1, 1, 0, 0, 1, 1);
      return loupe.getImageData(0, 0, 1, 1).data.join();
    };
    const watch = (): void => {
      const [before, came] = [colour(), performance.now()];
      let frames = 0;
      const look = (): void => {
        frames++;
        if (colour() === before) {
          requestAnimationFrame(look);
        } else {
          window.troupeSwaps.push({ frames, milliseconds: performance.now() - came });
        }
      };
      requestAnimationFrame(look);
    };
    element.session!.on('presenter.changed', watch);
    element.session!.on('presenter.directed', (message) => message.outfit !== undefined && watch());
  });
};

test('A look that is published, rolled back or directed is there with the next frame', async () => {
  const desk = presenterDesk(inject('address'));
  await desk.create('look', 'weather');
  await desk.post('look', 'publish');
  const visit = await Visit.pay({ before: watchSwaps, attributes: { presenter: 'look' } });
  await visit.page.evaluate(() => document.querySelector<PresenterElement>('troupe-presenter')!.connect());
  const swapped = (count: number): Promise<unknown> => visit.page.waitForFunction((wanted) => window.troupeSwaps.length >= wanted, count);

  await desk.change('look', 'look', { outfit: 'blazer', hair: 'black', background: 'night', props: ['glasses'] });
  await desk.post('look', 'publish');
  await swapped(1);
  await desk.post('look', 'rollback');
  await swapped(2);
  const session = await visit.page.evaluate(() => document.querySelector<PresenterElement>('troupe-presenter')!.session!.started!.session);
  const applied = await desk.direct(session, { type: 'presenter.wear', id: 'one', outfit: 'turtleneck' });
  await swapped(3);

  expect(applied.type).toBe('command.applied');
  expect(applied.at).toBeGreaterThan(0);
  const swaps = await visit.page.evaluate(() => window.troupeSwaps);
  // The first frame after the message draws it; the watcher, whose turn comes before, sees it at the beginning of the second.
  expect(swaps.map(({ frames }) => frames)).toSatisfy((frames: number[]) => frames.every((count) => count <= 2), JSON.stringify(swaps));
  expect(await visit.part('badge').textContent()).toBe('Ada · AI presenter');
  expect(visit.complaints).toEqual([]);
});
