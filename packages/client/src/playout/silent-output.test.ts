import { expect, it } from 'vitest';
import { SilentOutput } from './silent-output.js';
import type { Playhead } from './speech-output.js';

it('never tells of more than the utterance holds, and at its end of all of it', async () => {
  let now = 0;
  const output = new SilentOutput({ now: () => now });
  const changes: Playhead[] = [];
  output.listen((playhead) => changes.push(playhead));
  await output.open();
  output.push({ kind: 'speech', epoch: 1, utterance: 1, offset: 0, seq: 1, last: true, samples: new Int16Array(7200).fill(8000) });
  for (; now < 320; now++) {
    expect(output.playhead()?.position ?? 0).toBeLessThanOrEqual(300);
  }

  expect(changes.at(-1)).toMatchObject({ position: 300, ended: true });
});
