import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Animator, LIP_SYNC_PRESETS, lipSyncProblems, planMouth, visemeLikeness, VISEME_NAMES, type LipSyncSettings } from '../index.js';
import { shapesOfPhone } from './phone-shapes.js';
import { visemeDistinctness } from './viseme-likeness.js';

const vectors = JSON.parse(readFileSync(new URL('../../../../vectors/acting/mouth-plans.json', import.meta.url), 'utf8'));
const AA = VISEME_NAMES.indexOf('aa');

/** The vectors are written by the C# tests (MouthPlansTests): a page plans as the server does. */
describe('planMouth', () => {
  it('knows the same phones', () => {
    expect(vectors.phones.length).toBeGreaterThan(200);
    for (const { ipa, shapes } of vectors.phones) {
      expect(shapesOfPhone(ipa).map(rounded), `phone ${ipa}`).toEqual(shapes.map(rounded));
    }
  });

  it('finds the same likeness', () => {
    for (const [left, row] of vectors.likeness.entries()) {
      for (const [right, likeness] of row.entries()) expect(visemeLikeness(left, right)).toBeCloseTo(likeness, 5);
      expect(visemeDistinctness(left)).toBeCloseTo(vectors.distinctness[left], 5);
    }
  });

  it('has the same presets', () => expect(LIP_SYNC_PRESETS).toEqual(vectors.presets));

  it.each(vectors.plans as { preset: keyof typeof LIP_SYNC_PRESETS; phonemes: []; visemes: { start: number }[] }[])('plans the same, $preset', ({ preset, phonemes, visemes }) => {
    expect(planMouth(phonemes, LIP_SYNC_PRESETS[preset]).map(rounded)).toEqual(visemes.map(rounded));
  });

  it('answers broken text and nothing', () => {
    expect(shapesOfPhone('\ud800')).toHaveLength(1);
    expect(planMouth([])).toEqual([]);
  });

  it('plans what the animator shows', () => {
    const animator = new Animator({ reducedMotion: true });
    animator.load({ epoch: 1, utterance: 1, visemes: planMouth([{ ipa: 't', start: 0, duration: 60 }, { ipa: 'ɑ', start: 60, duration: 180, stressed: true }]) });
    animator.poseAt({ playhead: { epoch: 1, utterance: 1, position: 0 }, now: 0 });
    expect(animator.poseAt({ playhead: { epoch: 1, utterance: 1, position: 150 }, now: 150 }).visemes[AA]).toBeGreaterThan(0.95);
  });

  it('opens a loud vowel wider than a soft one, within bounds', () => {
    const weight = (loudness?: number): number => planMouth([{ ipa: 'ʌ', start: 0, duration: 120, loudness }])[0]?.weight as number;
    const weights = Array.from({ length: 25 }, (_, step) => weight(step - 12));
    expect(weights).toEqual(weights.toSorted((left, right) => left - right));
    expect([weights[0], weights[24]]).toEqual([weights[4], weights[20]]);
    expect(weight(0)).toBe(weight());
    expect([weight(-8) / weight(), weight(8) / weight()].map((share) => Math.round(share * 1e6) / 1e6)).toEqual([0.9, 1.25]);
    expect(planMouth([{ ipa: 'm', start: 0, duration: 60, loudness: -60 }])).toEqual(planMouth([{ ipa: 'm', start: 0, duration: 60 }]));
  });

  it('refuses settings out of their range, each by its name', () => {
    const wrong: LipSyncSettings = { ...LIP_SYNC_PRESETS.natural, minVisemeInterval: -1, keyVisemePreference: Number.NaN, criticalVisemes: ['PP', 'sil'] };
    expect(lipSyncProblems(wrong)).toEqual([
      'minVisemeInterval: -1 ms is not 0 to 500 ms.',
      'keyVisemePreference: NaN is not 0 to 1.',
      'criticalVisemes: sil is no viseme that can be critical; these are PP, FF, TH, DD, kk, CH, SS, nn, RR, aa, E, ih, oh, ou.',
    ]);
    expect(() => planMouth([], wrong)).toThrow('minVisemeInterval: -1 ms is not 0 to 500 ms.');
  });
});

function rounded(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, number]) => [name, Math.round(number * 1e4) / 1e4]));
}
