import type { PerformanceFile, PerformedUtterance } from '@troupe/protocol';

/** A sound in one channel. */
export interface Sound {
  /** -1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRate: number;
}

/** What is looked at: a sound, a performance, or both. */
export interface Take {
  readonly title: string;
  /** What to look at. */
  readonly shows: string;
  readonly sound: Sound | undefined;
  readonly performance: PerformanceFile | undefined;
}

/** Milliseconds of a take: of its sound or its performance, whichever is longer. */
export function durationOf({ sound, performance }: Take): number {
  const spoken = performance?.utterances.reduce((sum, { duration }) => sum + duration, 0) ?? 0;
  return Math.max(spoken, sound === undefined ? 0 : (sound.samples.length / sound.sampleRate) * 1000);
}

/** The spans of all utterances of a performance on one clock. */
export function spansOf<Span extends { readonly start: number }>(
  performance: PerformanceFile | undefined,
  spans: (utterance: PerformedUtterance) => readonly Span[] | undefined,
): readonly Span[] {
  const all: Span[] = [];
  let offset = 0;
  for (const utterance of performance?.utterances ?? []) {
    all.push(...(spans(utterance) ?? []).map((span) => ({ ...span, start: span.start + offset })));
    offset += utterance.duration;
  }

  return all;
}

/** Reads a sound file of any kind that the browser knows, mixed to one channel. Throws an `Error` for what is none. */
export async function readSound(file: ArrayBuffer): Promise<Sound> {
  let decoded: AudioBuffer;
  try {
    decoded = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(file);
  } catch {
    throw new Error('This is no sound that the browser can read. WAV always works.');
  }

  const samples = new Float32Array(decoded.length);
  for (let channel = 0; channel < decoded.numberOfChannels; channel++) {
    decoded.getChannelData(channel).forEach((sample, index) => (samples[index]! += sample / decoded.numberOfChannels));
  }

  return { samples, sampleRate: decoded.sampleRate };
}
