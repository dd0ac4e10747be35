import type { SyncFrame } from './av-sync-script.js';
import { decode, MOUTH_EVERY, MOUTH_OPEN, nearest } from './time-code.js';

/** Milliseconds beyond which a viewer notices (ITU-R BT.1359 puts 45 ms of early sound at the threshold of detection). */
const NOTICED = 45;
/** Milliseconds after a disturbance in which it is looked whether face and sound find each other. */
const AFTER = 2000;
/** Blocks whose samples do not rise as the code does are beginnings, ends or the step between seconds. */
const SLOPE = 0.25;

/** Something that happened to the page or the line; times of the page. */
export interface Disturbance {
  readonly kind: string;
  readonly from: number;
  readonly until: number;
}

/** What the minute showed. */
export interface Sync {
  readonly frames: number;
  /** Milliseconds by which the face was ahead of the sound, frame by frame, away from disturbances. */
  readonly offsets: readonly number[];
  /** Milliseconds by which the mouth's pixels come after the sound. */
  readonly mouthLag: number;
  /** For each disturbance, the milliseconds from its end until face and sound are together again for good. */
  readonly resynchronised: readonly { readonly kind: string; readonly milliseconds: number }[];
}

/** Compares what the face was posed for with what the samples say that sounded. */
export function syncOf(frames: readonly SyncFrame[], blocks: readonly number[], disturbances: readonly Disturbance[]): Sync {
  const sounds = soundsOf(blocks);
  const compared = frames.flatMap((frame) => {
    const sound = soundAt(sounds, frame.audible);
    if (sound === undefined) return [];
    const heard = nearest(sound.decoded + (frame.audible - sound.time) * 1000, frame.position);
    return [{ ...frame, heard, offset: frame.position - heard }];
  });
  const calm = compared.filter(({ at }) => !disturbances.some(({ from, until }) => at >= from && at < until + AFTER));
  return {
    frames: compared.length,
    offsets: calm.map(({ offset }) => offset),
    mouthLag: lagOf(calm),
    resynchronised: disturbances.map(({ kind, until }) => {
      const after = compared.filter(({ at }) => at >= until && at < until + AFTER);
      const late = after.findLast(({ offset }) => Math.abs(offset) > NOTICED);
      return { kind, milliseconds: after.length === 0 ? AFTER : late === undefined ? 0 : late.at - until };
    }),
  };
}

interface Sound {
  readonly time: number;
  readonly decoded: number;
}

function soundsOf(blocks: readonly number[]): readonly Sound[] {
  const sounds: Sound[] = [];
  for (let at = 0; at + 5 < blocks.length; at += 3) {
    const [time, first, last, next] = [blocks[at]!, blocks[at + 1]!, blocks[at + 2]!, blocks[at + 3]!];
    const expected = (next - time) * 1000;
    const risen = decode(last) - decode(first);
    if (expected > 0 && Math.abs(risen - expected) < SLOPE * expected) sounds.push({ time, decoded: decode(first) });
  }

  return sounds;
}

function soundAt(sounds: readonly Sound[], time: number): Sound | undefined {
  let [low, high] = [0, sounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sounds[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }

  const sound = sounds[low - 1];
  return sound !== undefined && time - sound.time < 0.004 ? sound : undefined;
}

/** The lag at which the mouth's pixels are most like the mouth that the speech asks for: open in the middle of each opening, closed in the middle between. */
function lagOf(frames: readonly { readonly heard: number; readonly dark: number }[]): number {
  let best = { lag: 0, likeness: Number.NEGATIVE_INFINITY };
  const mean = frames.reduce((sum, { dark }) => sum + dark, 0) / Math.max(1, frames.length);
  for (let lag = -120; lag <= 120; lag++) {
    const likeness = frames.reduce((sum, { heard, dark }) => sum + (dark - mean) * Math.cos((2 * Math.PI * (heard - lag - MOUTH_OPEN / 2)) / MOUTH_EVERY), 0);
    if (likeness > best.likeness) best = { lag, likeness };
  }

  return best.lag;
}
