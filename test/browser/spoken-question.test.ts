import { expect, test } from 'vitest';
import { recordQuestion, UNDERSTOOD } from './support/question.js';
import { audibleTime, bare, captionsOf, lastAudible, messagesOf, spokenIn } from './support/speech.js';
import { Visit } from './support/visit.js';

const GREETING = 'Hello, I am Ada, an AI presenter. What would you like to know?';

test('A spoken question is heard, and answered with sound, a moving mouth and lit captions', async () => {
  const visit = await Visit.pay({ recording: await recordQuestion(UNDERSTOOD, 2) });
  await visit.page.evaluate(() => document.querySelector<HTMLElement & { connect(): Promise<void> }>('troupe-presenter')!.connect());
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.playheads.some(({ playhead }) => playhead.ended));
  await visit.part('microphone').click();
  await visit.turns(1);
  await visit.silence(300);
  const seen = await visit.testimony();

  expect(messagesOf(seen, 'transcript.end')).toMatchObject([{ written: false, text: UNDERSTOOD }]);
  const [reply] = messagesOf(seen, 'reply.end');
  expect(reply?.text).toMatch(/from ten in the morning until six in the evening/);
  expect(await visit.lines()).toEqual([GREETING, UNDERSTOOD, reply?.text]);

  // The sound lasts as long as the utterance, less its pauses.
  const spoken = spokenIn(seen, 1);
  const audible = audibleTime(seen, spoken.from);
  expect(audible).toBeGreaterThan(0.7 * spoken.duration);
  expect(audible).toBeLessThanOrEqual(spoken.duration + 50);

  // At rest while it listens; then it opens and closes many times.
  const asked = spokenIn(seen, undefined).until + 500;
  const before = seen.frames.filter(({ at }) => at > asked && at < spoken.from).map(({ mouth }) => mouth);
  const during = seen.frames.filter(({ at }) => at >= spoken.from && at < spoken.until).map(({ mouth }) => mouth);
  expect(before.length).toBeGreaterThan(20);
  expect(Math.max(...before)).toBeLessThan(0.5);
  expect(Math.max(...during)).toBeGreaterThan(10);
  const middle = Math.max(...during) / 2;
  const swings = during.filter((mouth, index) => mouth > middle !== (during[index - 1] ?? 0) > middle).length;
  expect(swings).toBeGreaterThan(10);
  expect(seen.frames.at(-1)!.mouth).toBeLessThan(0.5);

  // Every word was shown, and lit after the one before it.
  const captions = captionsOf(seen.frames);
  expect(bare(captions.map(({ text }) => text).join(' '))).toBe(bare(`${GREETING} ${reply?.text}`));
  for (const { text, lit } of captions) {
    expect(lit).toEqual([...lit].sort((first, second) => first - second));
    expect(lit.length).toBeGreaterThan(0.7 * text.split(' ').length);
  }

  // The last line stays for a moment, with no word lit.
  const lingering = seen.frames.filter(({ at, caption }) => at > spoken.until + 100 && caption !== '');
  expect(lingering.length).toBeGreaterThan(0);
  expect(lingering.every(({ word }) => word === -1)).toBe(true);

  const latency = messagesOf(seen, 'turn.ended')[0]!.latency;
  expect(visit.complaints).toEqual([]);
  console.info(
    `spoken: sound ${audible} of ${spoken.duration} ms; mouth at most ${Math.max(...during).toFixed(1)}, ${swings} swings, ${during.length} frames; `
      + `last word to sound ${Math.round((latency.total ?? 0) + (latency.playbackLatency ?? 0))} ms`,
  );
});

test('A person who talks over the greeting is listened to', async () => {
  const visit = await Visit.pay({ recording: await recordQuestion(UNDERSTOOD, 2) });
  await visit.part('start').click();
  await visit.page.waitForFunction(() => window.troupeWitness.testimony.messages.some(({ message }) => message.type === 'reply.end'));
  await visit.page.keyboard.press('Escape');
  await visit.turns(1);
  const seen = await visit.testimony();

  const interrupted = seen.messages.find(({ message }) => message.type === 'turn.interrupted')!.at;
  const voice = seen.messages.findLast(({ at, message }) => message.type === 'voice.started' && at <= interrupted)!.at;
  const understood = seen.messages.find(({ message }) => message.type === 'transcript.end')!.at;
  const silent = lastAudible({ ...seen, sounds: seen.sounds.filter(({ at }) => at < understood) })!;
  console.info(`talked over: interrupted ${Math.round(interrupted - voice)} ms after the voice was noticed, silent ${Math.round(silent - interrupted)} ms later`);
  expect(interrupted - voice).toBeLessThan(1000);
  expect(silent - interrupted).toBeLessThan(400);
  expect(messagesOf(seen, 'transcript.end')).toMatchObject([{ text: UNDERSTOOD }]);
  const [greeting] = await visit.lines();
  expect(greeting?.endsWith('…')).toBe(true);
  expect(GREETING.startsWith(greeting!.slice(0, -1))).toBe(true);
});
