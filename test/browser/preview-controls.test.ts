import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { inject, expect, test } from 'vitest';
import { PreviewVisit } from './support/preview-visit.js';
import { reports } from './support/checkout.js';
import { violations } from './support/rules.js';

const FRAME = 1000 / 60;

test.each(['light', 'dark'] as const)('No rule of WCAG 2.1 AA is broken (%s)', async (colorScheme) => {
  const visit = await PreviewVisit.pay({ colorScheme });
  expect(await violations(visit)).toEqual([]);
  await visit.page.click('#help-button');
  expect(await violations(visit)).toEqual([]);
});

test('Time moves by keys: steps, ends, loop, speed and play', async () => {
  const visit = await PreviewVisit.pay();
  const { keyboard } = visit.page;
  const settled = (time: number): Promise<unknown> =>
    visit.page.waitForFunction((expected) => Math.abs(Number(document.querySelector('#clock')!.textContent) * 1000 - expected) < 1, time);
  await visit.page.focus('#timeline');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await settled(2 * FRAME);
  await keyboard.press('Shift+ArrowRight');
  await settled(2 * FRAME + 100);
  expect(await visit.page.getAttribute('#timeline', 'aria-valuetext')).toMatch(/^0\.13 seconds, /);
  await keyboard.press('ArrowLeft');
  await keyboard.press('i');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('o');
  expect(await visit.page.getAttribute('#loop', 'aria-pressed')).toBe('true');
  await keyboard.press('3');
  expect(await visit.page.inputValue('#speed')).toBe('0.25');
  await keyboard.press('Space');
  const times: number[] = [];
  for (let look = 0; look < 40; look++) {
    times.push(await visit.time());
    await visit.page.waitForTimeout(30);
  }

  expect(await visit.page.textContent('#play')).toBe('Pause');
  // Round and round between the ends of the loop, at a quarter of the speed.
  expect(Math.min(...times)).toBeGreaterThanOrEqual(FRAME + 100 - 1);
  expect(Math.max(...times)).toBeLessThanOrEqual(FRAME + 300 + 1);
  expect(times.some((time, index) => index > 0 && time < times[index - 1]!)).toBe(true);
  await keyboard.press('Space');
  await keyboard.press('l');
  await keyboard.press('End');
  await settled(Number(await visit.page.getAttribute('#timeline', 'aria-valuemax')));
  expect(visit.complaints).toEqual([]);
});

test('Files of the person are shown, joined, or refused with the place of the mistake', async () => {
  const visit = await PreviewVisit.pay();
  const scene = `${inject('address')}/v1/preview/scenes/pauses`;
  const [sound, performance] = [Buffer.from(await (await fetch(`${scene}/sound`)).arrayBuffer()), Buffer.from(await (await fetch(`${scene}/performance`)).arrayBuffer())];
  const open = (name: string, buffer: Buffer): Promise<void> => visit.page.setInputFiles('#files', { name, mimeType: 'application/octet-stream', buffer });

  await open('mine.wav', sound);
  await visit.page.waitForFunction(() => document.querySelector('#shows')!.textContent === 'mine');
  expect(await visit.page.textContent('#face-a .note')).toContain('There is no performance file');
  await open('other.performance.json', performance);
  await visit.page.waitForFunction(() => document.querySelector<HTMLElement>('#face-a .note')!.hidden);
  expect(await visit.page.textContent('#shows')).toBe('mine');

  await open('broken.performance.json', Buffer.from('{"version":1,"utterances":[{"duration":9,"visemes":[{"viseme":15,"start":0,"duration":1,"weight":1}]}]}'));
  await visit.page.waitForFunction(() => document.querySelector('#status')!.textContent !== '');
  expect(await visit.page.textContent('#status')).toBe('broken.performance.json: utterances[0].visemes[0].viseme: 15 is not 0 to 14.');
  await open('noise.wav', Buffer.from('this is no sound'));
  await visit.page.waitForFunction(() => document.querySelector('#status')!.textContent!.startsWith('noise.wav'));
  expect(await visit.page.textContent('#status')).toBe('noise.wav: This is no sound that the browser can read. WAV always works.');
  expect(visit.complaints).toEqual([]);
});

test('A server without a voice says what it lacks, and files can still be opened', async () => {
  const visit = await PreviewVisit.pay({
    prepare: (page) =>
      page.route('**/v1/preview/scenes/*/sound', (route) =>
        route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'The server has no voice to speak the scene.' }) }),
      ),
  });
  expect(await visit.page.textContent('#status')).toBe('The server has no voice to speak the scene.');
  expect(await visit.page.textContent('#shows')).toContain('Open a WAV file');
  await visit.page.setInputFiles('#files', {
    name: 'silent.performance.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"version":1,"utterances":[{"duration":900,"visemes":[{"viseme":10,"start":100,"duration":400,"weight":1}]}]}'),
  });
  await visit.page.waitForFunction(() => document.querySelector('#shows')!.textContent === 'silent');
  await visit.seek(300);
  expect((await visit.shapes())['jawOpen']).toBeGreaterThan(0.5);
});

test('Every setting of natural lip sync is seen at once', async () => {
  const visit = await PreviewVisit.pay();
  await visit.scene('sibilants');
  await visit.page.selectOption('#face-a select', 'own');
  await visit.page.selectOption('#face-b select', 'natural');
  const agreement = async (): Promise<number> => Number(/(\d+) %/.exec((await visit.page.textContent('#agreement'))!)![1]);
  expect(await agreement()).toBe(100);
  for (const [name, value] of [
    ['minVisemeInterval', '120'],
    ['mergeWindow', '300'],
    ['criticalVisemeMinDuration', '160'],
  ] as const) {
    await visit.page.selectOption('#settings select', 'natural');
    await visit.page.locator(`#settings input[name=${name}]`).fill(value);
    expect(await agreement(), name).toBeLessThan(100);
  }

  expect(await violations(visit)).toEqual([]);
  // The keys of a slider are its own.
  await visit.page.selectOption('#settings select', 'calm');
  expect(await agreement()).toBeLessThan(100);
  await visit.page.selectOption('#face-b select', 'calm');
  expect(await agreement()).toBe(100);
  await visit.page.focus('#settings input[name=minVisemeInterval]');
  await visit.page.keyboard.press('ArrowRight');
  expect(await visit.time()).toBe(0);
  expect(await visit.page.inputValue('#settings input[name=minVisemeInterval]')).toBe('65');
});

test('A film strip and a film can be saved', async () => {
  const visit = await PreviewVisit.pay();
  await visit.scene('hurried');
  const save = async (button: string): Promise<{ readonly name: string; readonly content: Buffer }> => {
    const [download] = await Promise.all([visit.page.waitForEvent('download'), visit.page.click(button)]);
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  };
  const strip = await save('#save-strip');
  expect(strip.name).toBe('hurried.png');
  await mkdir(reports, { recursive: true });
  await writeFile(`${reports}/strip.png`, strip.content);
  // Eight faces of 200 pixels side by side, two rows of faces on each of three lines.
  expect([strip.content.readUInt32BE(16), strip.content.readUInt32BE(20)]).toEqual([1600, 6 * 226]);
  const film = await save('#save-video');
  expect(film.name).toBe('hurried.webm');
  expect(film.content.readUInt32BE(0)).toBe(0x1a45dfa3);
  expect(film.content.length).toBeGreaterThan(20_000);
});
