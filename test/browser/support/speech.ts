import type { ServerMessage } from '@troupe/protocol';
import type { Frame, Testimony } from './witness.js';

/** Root mean square from which 10 ms of sound count as heard: -46 dB of full scale. */
const AUDIBLE = 0.005;

/** The messages of one type, in order. */
export function messagesOf<Type extends ServerMessage['type']>({ messages }: Testimony, type: Type): readonly Extract<ServerMessage, { type: Type }>[] {
  return messages.flatMap(({ message }) => (message.type === type ? [message as Extract<ServerMessage, { type: Type }>] : []));
}

/** What was said aloud and when: an answer, or the greeting. */
export interface Spoken {
  /** Milliseconds. */
  readonly duration: number;
  /** When it was first heard. */
  readonly from: number;
  /** When it was heard to its end. */
  readonly until: number;
  /** The positions at which it was heard to end; one, unless it ended twice. */
  readonly ends: readonly number[];
}

/** The utterance of a turn that was heard to its end; undefined stands for the greeting. */
export function spokenIn(testimony: Testimony, turn: number | undefined): Spoken {
  const start = messagesOf(testimony, 'speech.start').find((message) => message.turn === turn);
  const same = (other: { epoch: number; utterance: number }): boolean => other.epoch === start?.epoch && other.utterance === start.utterance;
  const end = messagesOf(testimony, 'speech.end').find(same);
  const heard = testimony.playheads.filter(({ playhead }) => same(playhead));
  const ends = heard.filter(({ playhead }) => playhead.ended);
  if (end === undefined || heard[0] === undefined || ends[0] === undefined) {
    throw new Error(`Nothing was said to its end in ${turn === undefined ? 'the greeting' : `turn ${turn}`}.`);
  }

  return { duration: end.duration, from: heard[0].at, until: ends[0].at, ends: ends.map(({ playhead }) => playhead.position) };
}

/** Milliseconds of audible sound between two moments; pauses do not count. */
export function audibleTime({ sounds }: Testimony, from = 0, until = Number.POSITIVE_INFINITY): number {
  return sounds.reduce((sum, { at, seconds, loudness }) => sum + (at >= from && at < until && loudness >= AUDIBLE ? seconds * 1000 : 0), 0);
}

/** When sound was last audible; undefined for never. */
export function lastAudible({ sounds }: Testimony, from = 0): number | undefined {
  return sounds.findLast(({ at, loudness }) => at >= from && loudness >= AUDIBLE)?.at;
}

/** A caption and the words of it that were lit, in the order in which they were. */
export interface LitCaption {
  readonly text: string;
  readonly lit: readonly number[];
}

/** The captions in the order in which they were shown. */
export function captionsOf(frames: readonly Frame[]): readonly LitCaption[] {
  const captions: { text: string; lit: number[] }[] = [];
  for (const { caption, word } of frames) {
    if (caption !== '') {
      if (captions.at(-1)?.text !== caption) {
        captions.push({ text: caption, lit: [] });
      }

      const { lit } = captions.at(-1)!;
      if (word >= 0 && lit.at(-1) !== word) {
        lit.push(word);
      }
    }
  }

  return captions;
}

/** When the mouth was last somewhere else than at rest; undefined for never. */
export function lastMouthMove({ frames }: Testimony, tolerance: number, from = 0): number | undefined {
  return frames.findLast(({ at, mouth }) => at >= from && mouth > tolerance)?.at;
}

/** Text without the marks and spaces that captions may set differently. */
export function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();
}
