import { VISEME_NAMES, type VisemeName } from '../names.js';

/**
 * What of the shapes of speech a viewer is shown: the settings that people who animate mouths know as natural lip sync. Times in milliseconds.
 * Whatever they say, lips that touch (PP, FF) are shown, and the mouth rests 120 ms after the last sound. `LipSyncSettings` in C# is the same.
 */
export interface LipSyncSettings {
  /** Shapes that would be held shorter give their time to a neighbour; 0 to 500. Default: 30, about two frames at 60 Hz. */
  readonly minVisemeInterval: number;
  /** Neighbours that look alike are shown as one where both together last at most this; 0 to 500. Default: 80. */
  readonly mergeWindow: number;
  /** Which of two merged shapes stays: 0 for the longer, 1 for the one that is least like all others. Default: 0.7. */
  readonly keyVisemePreference: number;
  /** How alike shapes must look to be merged: 0 for all, 1 for none but equal ones (`visemeLikeness`). Default: 0.6. */
  readonly similarityThreshold: number;
  /** Whether the mouth rests in pauses between words, of 80 ms and more; otherwise only in those of 250 ms and more. Default: true. */
  readonly preserveSilence: boolean;
  /** Whether critical visemes are neither left out nor merged into others. Default: true. */
  readonly preserveCriticalVisemes: boolean;
  /** Critical visemes that sound shorter are held this long, as far as neighbours can give half of their time; 0 to 500. Default: 0. */
  readonly criticalVisemeMinDuration: number;
  /** The visemes that viewers miss first. Default: lips that touch, and lips that round. */
  readonly criticalVisemes: readonly VisemeName[];
}

const LONGEST = 500;

const natural: LipSyncSettings = {
  minVisemeInterval: 30,
  mergeWindow: 80,
  keyVisemePreference: 0.7,
  similarityThreshold: 0.6,
  preserveSilence: true,
  preserveCriticalVisemes: true,
  criticalVisemeMinDuration: 0,
  criticalVisemes: ['PP', 'FF', 'RR', 'oh', 'ou'],
};

/** The presets by name; `natural` is the default. */
export const LIP_SYNC_PRESETS = {
  natural,
  /** Every shape of every sound, and critical ones for 60 ms at least: for screens near the viewer and for people who read lips. */
  crisp: { ...natural, minVisemeInterval: 0, mergeWindow: 0, criticalVisemeMinDuration: 60 },
  /** Few shapes, each held long: for drawn characters with few pictures, and for small screens. */
  calm: { ...natural, minVisemeInterval: 60, mergeWindow: 160, preserveSilence: false },
  /** Teeth are seen in every s and sh, for 80 ms at least. */
  'sibilant-strong': { ...natural, criticalVisemes: ['PP', 'FF', 'CH', 'SS', 'RR', 'oh', 'ou'], criticalVisemeMinDuration: 80 },
} as const satisfies Readonly<Record<string, LipSyncSettings>>;

/** What is wrong with settings, each with its name and what belongs there; empty when they can be used. */
export function lipSyncProblems(settings: LipSyncSettings): string[] {
  const time = (name: 'minVisemeInterval' | 'mergeWindow' | 'criticalVisemeMinDuration'): string[] =>
    settings[name] >= 0 && settings[name] <= LONGEST ? [] : [`${name}: ${settings[name]} ms is not 0 to ${LONGEST} ms.`];
  const share = (name: 'keyVisemePreference' | 'similarityThreshold'): string[] =>
    settings[name] >= 0 && settings[name] <= 1 ? [] : [`${name}: ${settings[name]} is not 0 to 1.`];
  const critical = VISEME_NAMES.slice(1);
  return [
    ...time('minVisemeInterval'),
    ...time('mergeWindow'),
    ...share('keyVisemePreference'),
    ...share('similarityThreshold'),
    ...time('criticalVisemeMinDuration'),
    ...settings.criticalVisemes
      .filter((name) => !(critical as readonly string[]).includes(name))
      .map((name) => `criticalVisemes: ${name} is no viseme that can be critical; these are ${critical.join(', ')}.`),
  ];
}
