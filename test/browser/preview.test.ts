import { VISEME_NAMES } from '@troupe/avatar';
import type { VisemeSpan } from '@troupe/protocol';
import { expect, test } from 'vitest';
import { PreviewVisit } from './support/preview-visit.js';

/** The middles of the spans of some visemes that last long enough to be seen whole. */
function middlesOf(spans: readonly VisemeSpan[], names: readonly string[], shortest = 50): readonly number[] {
  return spans.filter(({ viseme, duration }) => names.includes(VISEME_NAMES[viseme]!) && duration >= shortest).map(({ start, duration }) => start + duration / 2);
}

/** The scenes of the previewer are the tests: in all of them the mouth does what a mouth must. */
test('In every scene lips that touch are closed, and vowels open them', async () => {
  const visit = await PreviewVisit.pay();
  const scenes = await visit.page.locator('#scene option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(scenes.length).toBeGreaterThan(5);
  for (const id of scenes) {
    const { visemes = [] } = (await visit.scene(id)).utterances[0]!;
    for (const time of middlesOf(visemes, ['PP'], 0).slice(0, 5)) {
      await visit.seek(time);
      expect((await visit.mouth()).dark, `${id} at ${time} ms`).toBe(0);
    }

    const open = middlesOf(visemes, ['aa', 'E', 'oh', 'ih']);
    await visit.seek(open[Math.floor(open.length / 2)]!);
    expect((await visit.mouth()).dark, id).toBeGreaterThan(300);
  }

  expect(visit.complaints).toEqual([]);
});

test('Each scene shows its own', async () => {
  const visit = await PreviewVisit.pay();
  const most = async (id: string, names: readonly string[], shape: string): Promise<number> => {
    const { visemes = [] } = (await visit.scene(id)).utterances[0]!;
    let weight = 0;
    for (const time of middlesOf(visemes, names).slice(0, 6)) {
      await visit.seek(time);
      weight = Math.max(weight, (await visit.shapes())[shape] ?? 0);
    }

    return weight;
  };

  expect(await most('labiodentals', ['FF'], 'mouthRollLower')).toBeGreaterThan(0.5);
  expect(await most('rounding', ['ou'], 'mouthPucker')).toBeGreaterThan(0.5);
  expect(await most('open-vowels', ['aa'], 'jawOpen')).toBeGreaterThan(0.4);
  expect(await most('sibilants', ['SS'], 'mouthStretch')).toBeGreaterThan(0.2);
  await visit.seek(middlesOf((await visit.scene('sibilants')).utterances[0]!.visemes!, ['SS'])[0]!);
  expect((await visit.mouth()).white).toBeGreaterThan(100);

  const { phonemes = [] } = (await visit.scene('pauses')).utterances[0]!;
  const sounding = phonemes.filter(({ ipa }) => ipa !== '');
  const pauses = sounding.slice(1).map(({ start }, index) => ({ from: sounding[index]!.start + sounding[index]!.duration, until: start })).filter(({ from, until }) => until - from > 140);
  expect(pauses.length).toBeGreaterThan(0);
  for (const { from, until } of pauses) {
    await visit.seek((from + until) / 2);
    expect((await visit.mouth()).dark, `pause from ${from} ms`).toBe(0);
  }
});
