import type { Caption } from '@troupe/protocol';
import { expect, test } from 'vitest';
import { installScriptedServer, ScriptedServer } from './support/scripted-server.js';
import { audibleTime, lastAudible, lastMouthMove } from './support/speech.js';
import { Visit } from './support/visit.js';

const ANSWER = 'A ticket costs twelve dollars for adults and six for students.';
const WORD = 400;

/** Loudness, as a root mean square, of the hum at full level; and how much quieter it is asked to be. */
const HUM = 12_000 / 32_768 / Math.SQRT2;
const LEVEL = -18;
const QUIET = HUM * 10 ** (LEVEL / 20);

/** Words of 400 ms each, from the word at a position in the answer. */
function captionFrom(first: number): Caption {
  const words = ANSWER.split(' ')
    .slice(first)
    .map((text, index) => ({ text, start: index * WORD, duration: WORD }));
  return { text: words.map(({ text }) => text).join(' '), start: 0, duration: words.length * WORD, words };
}

/** The mouth opens and closes all the time. */
const visemes = Array.from({ length: 24 }, (_, index) => ({ viseme: index % 2 === 0 ? 10 : 1, start: index * 200, duration: 200, weight: 1 }));

async function beginAnswer(): Promise<{ visit: Visit; server: ScriptedServer }> {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  await server.say(
    { type: 'turn.started', turn: 1, epoch: 1 },
    { type: 'reply.end', turn: 1, text: ANSWER },
    { type: 'state.changed', state: 'speaking', turn: 1 },
    { type: 'speech.start', turn: 1, epoch: 1, utterance: 1 },
    { type: 'speech.delta', epoch: 1, utterance: 1, captions: [captionFrom(0)], visemes },
  );
  await server.hum(1, 4800);
  return { visit, server };
}

test('A voice over the presenter makes it quieter at once, its face goes on, and it is loud again when it was nothing', async () => {
  const { visit, server } = await beginAnswer();
  await visit.heard(800);
  const ducked = await server.say({ type: 'speech.ducked', turn: 1, epoch: 1, level: LEVEL });
  await visit.page.waitForTimeout(600);
  const restored = await server.say({ type: 'speech.restored', turn: 1, epoch: 1 });
  await visit.page.waitForFunction(
    ([quiet, full]) => {
      const { sounds } = window.troupeWitness.testimony;
      const began = sounds.findIndex(({ loudness }) => loudness > full);
      const ducking = sounds.findIndex(({ loudness }, index) => index > began && loudness < quiet);
      return ducking > 0 && sounds.some(({ loudness }, index) => index > ducking && loudness > full);
    },
    [QUIET * 1.05, HUM * 0.95] as const,
  );
  const seen = await visit.testimony();

  // The sound itself: full, on the way down, quiet, on the way up, full. One entry is 10 ms.
  const levels = seen.sounds.map(({ loudness }) => (loudness > HUM * 0.95 ? 'full' : loudness < QUIET * 0.5 ? 'none' : loudness < QUIET * 1.05 ? 'quiet' : 'between'));
  const firstQuiet = levels.indexOf('quiet', levels.indexOf('full'));
  const lastFull = levels.lastIndexOf('full', firstQuiet);
  const lastQuiet = levels.indexOf('between', firstQuiet) - 1;
  const fullAgain = levels.indexOf('full', firstQuiet);
  const delay = seen.sounds[firstQuiet]!.at - ducked;
  console.info(
    `ducked: ${Math.round(delay)} ms after the message, the way down ${(firstQuiet - lastFull - 1) * 10} ms, quiet for ${(lastQuiet - firstQuiet + 1) * 10} ms, `
      + `the way up ${(fullAgain - lastQuiet - 1) * 10} ms after ${Math.round(restored - ducked)} ms`,
  );
  expect(firstQuiet - lastFull - 1).toBeLessThanOrEqual(2);
  expect(levels.slice(firstQuiet, lastQuiet + 1)).toEqual(new Array(lastQuiet - firstQuiet + 1).fill('quiet'));
  expect(lastQuiet - firstQuiet).toBeGreaterThan(20);
  expect(fullAgain - lastQuiet - 1).toBeLessThanOrEqual(11);
  expect(lastMouthMove(seen, 5, ducked + 300)).toBeDefined();
  expect(visit.complaints).toEqual([]);
});

test('Stopped by what was no interruption, it goes on in the same caption and the same line, no word twice', async () => {
  const { visit, server } = await beginAnswer();
  await visit.heard(1100);
  const stopped = await server.say({ type: 'turn.interrupted', turn: 1, epoch: 1, resumable: true }, { type: 'state.changed', state: 'interrupted', turn: 1 });
  await server.until('speech.cleared', 1);
  const [cleared] = await server.sent('speech.cleared');
  const position = cleared!.message.position!;
  await visit.silence(200);
  const still = await visit.testimony();
  const silent = lastAudible(still)! - stopped;
  const rested = lastMouthMove(still, 0.5)! - stopped;
  console.info(
    `stopped: acknowledged after ${Math.round(cleared!.at - stopped)} ms at ${position.toFixed(3)} ms, silent after ${Math.round(silent)} ms, mouth at rest after ${Math.round(rested)} ms`,
  );
  // As much sounded as it says, whenever this page came to read it; 10 ms each are read at once.
  expect(Math.abs(audibleTime(still) - position)).toBeLessThan(40);
  expect(rested).toBeLessThan(800);
  // A whole sample at 24 kHz, and as much as was heard.
  expect(position * 24).toBeCloseTo(Math.round(position * 24), 6);
  expect(Math.abs(position - Math.max(...still.playheads.map(({ playhead }) => playhead.position), 1100))).toBeLessThan(400);

  // What was heard stays to be read.
  const captions = visit.part('captions');
  const heard = ANSWER.split(' ').slice(0, Math.ceil(position / WORD));
  expect(await captions.getAttribute('class')).toContain('paused');
  expect(heard.join(' ').startsWith((await captions.textContent())!)).toBe(true);
  expect((await captions.textContent())!.split(' ').length).toBeGreaterThanOrEqual(2);

  // Late pieces of what was stopped change nothing.
  await server.say({ type: 'speech.delta', epoch: 1, utterance: 1, captions: [{ ...captionFrom(0), text: 'late', words: [] }], visemes });
  await server.hum(1, 200);
  await visit.silence(200);

  const first = Math.floor(position / WORD);
  await server.say(
    { type: 'state.changed', state: 'speaking', turn: 1 },
    { type: 'speech.start', turn: 1, epoch: 2, utterance: 2, resumes: { utterance: 1, position } },
    { type: 'speech.delta', epoch: 2, utterance: 2, captions: [captionFrom(first)], visemes },
  );
  await server.hum(2, 2000);
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.playheads.some(({ playhead }) => playhead.utterance === 2));
  await visit.page.waitForTimeout(300);
  expect(await captions.textContent()).toBe(ANSWER);
  expect(await captions.getAttribute('class')).not.toContain('paused');
  expect(await captions.locator('.heard').count()).toBeGreaterThanOrEqual(first);
  expect(await visit.lines()).toEqual([ANSWER]);
  await server.until('playhead.moved', 3);
  expect(visit.complaints).toEqual([]);
});

test('A greeting that goes on stays one line, and ends where it was heard when it does not', async () => {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  await server.say(
    { type: 'speech.start', epoch: 1, utterance: 1 },
    { type: 'speech.delta', epoch: 1, utterance: 1, captions: [captionFrom(0)], visemes },
  );
  await server.hum(1, 4800);
  await visit.page.waitForFunction(() => (document.querySelector<HTMLElement & { session?: { heard(): { position: number } | undefined } }>('troupe-presenter')?.session?.heard()?.position ?? 0) > 900);
  await server.say({ type: 'turn.interrupted', epoch: 1, resumable: true });
  await server.until('speech.cleared', 1);
  const { position = 0 } = (await server.sent('speech.cleared'))[0]!.message;
  await server.say(
    { type: 'speech.start', epoch: 2, utterance: 2, resumes: { utterance: 1, position } },
    { type: 'speech.delta', epoch: 2, utterance: 2, captions: [captionFrom(Math.floor(position / WORD))], visemes },
  );
  await server.hum(2, 3000);
  expect(await visit.lines()).toEqual([ANSWER]);
  await visit.page.waitForTimeout(500);
  await server.say({ type: 'turn.interrupted', epoch: 2, resumable: true });
  await visit.page.waitForTimeout(200);
  await server.say({ type: 'state.changed', state: 'listening' });
  const [line] = await visit.lines();
  expect(line?.endsWith('…')).toBe(true);
  expect(ANSWER.startsWith(line!.slice(0, -1))).toBe(true);
  expect(await visit.part('captions').isVisible()).toBe(false);
});

test('How much was heard is told every 100 to 200 ms though the timers of the page are slowed down to a second', async () => {
  const visit = await Visit.pay({ before: installScriptedServer });
  const server = new ScriptedServer(visit);
  await server.begin();
  await visit.page.evaluate(() => {
    const [timeout, interval] = [window.setTimeout.bind(window), window.setInterval.bind(window)];
    window.setTimeout = ((run: () => void, delay = 0) => timeout(run, Math.ceil(Math.max(delay, 1) / 1000) * 1000)) as typeof setTimeout;
    window.setInterval = ((run: () => void, delay = 0) => interval(run, Math.ceil(Math.max(delay, 1) / 1000) * 1000)) as typeof setInterval;
    // Nor are frames drawn in a hidden page.
    window.requestAnimationFrame = (): number => 0;
  });
  await visit.page.waitForTimeout(100);
  await server.say({ type: 'turn.started', turn: 1, epoch: 1 }, { type: 'speech.start', turn: 1, epoch: 1, utterance: 1 });
  await server.hum(1, 3000);
  // Asked from here: the page's own waits are slowed down too.
  await expect.poll(async () => (await server.sent('playhead.moved')).at(-1)?.message.ended, { timeout: 20_000 }).toBe(true);
  const acknowledged = await server.sent('playhead.moved');
  const gaps = acknowledged.slice(1).map(({ at }, index) => at - acknowledged[index]!.at);
  const sorted = [...gaps].sort((one, other) => one - other);
  console.info(`acknowledged: ${acknowledged.length} times in 3 s, median gap ${Math.round(sorted[sorted.length >> 1]!)} ms, longest ${Math.round(sorted.at(-1)!)} ms`);
  expect(acknowledged.length).toBeGreaterThan(15);
  // 200 ms and the delays of a busy machine.
  expect(sorted.at(-1)).toBeLessThan(400);
  expect(acknowledged.at(-1)!.message).toMatchObject({ position: 3000, ended: true });
});
