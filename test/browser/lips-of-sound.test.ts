import type { TroupePresenter } from '@troupe/element';
import { expect, test } from 'vitest';
import { lastMouthMove } from './support/speech.js';
import { Visit } from './support/visit.js';

/** Runs in the page before its own code: speech comes as from a server that knows no visemes. */
function withoutVisemes(): void {
  const add = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (this: WebSocket, type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions) {
    const take = (event: Event): void => {
      const data: unknown = (event as MessageEvent).data;
      const bare = typeof data === 'string' ? new MessageEvent('message', { data: data.replace(/"visemes":\[\{.*?\}\],?/, '') }) : event;
      (listener as EventListener).call(this, type === 'message' ? bare : event);
    };
    add.call(this, type, take, options);
  } as typeof add;
}

test('Speech that comes without visemes moves the mouth by its sound, and the mouth rests after it', async () => {
  const visit = await Visit.pay({ before: withoutVisemes });
  const weights = visit.page.waitForResponse((response) => response.url().endsWith('/lips.tlip'));
  await visit.greeting();
  expect((await weights).status()).toBe(200);
  await visit.silence(400);
  // The page's policy lets it compute in WebAssembly.
  expect(await visit.page.evaluate(() => (document.querySelector('troupe-presenter') as TroupePresenter).metrics!.lipKernel)).toBe('simd');
  const testimony = await visit.testimony();
  expect(testimony.messages.some(({ message }) => 'visemes' in message)).toBe(false);
  const spoken = testimony.sounds.filter(({ loudness }) => loudness > 0.02);
  const [from, until] = [spoken[0]!.at, spoken.at(-1)!.at];
  const moved = testimony.frames.filter(({ at, mouth }) => at > from && at < until && mouth > 1);
  const shown = testimony.frames.filter(({ at }) => at > from && at < until);
  expect(moved.length / shown.length).toBeGreaterThan(0.5);
  expect(lastMouthMove(testimony, 1)! - until).toBeLessThan(400);
  expect(visit.complaints).toEqual([]);
});
