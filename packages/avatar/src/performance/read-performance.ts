import type { FrameTrack, PerformanceFile, PerformedUtterance } from '@troupe/protocol';
import { JsonPlace } from './json-place.js';
import { PerformanceError } from './performance-error.js';
import { checkPerformance, LATEST_VERSION } from './performance-rules.js';

/**
 * Reads a `.performance.json`, as `PerformanceJson` in C# does. Fields that it does not know are ignored.
 *
 * Throws a {@link PerformanceError} for what is no performance, is of another version or breaks a rule; the message says where, and what belongs there.
 */
export function readPerformance(text: string): PerformanceFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (problem) {
    throw new PerformanceError('', `this is not JSON: ${(problem as Error).message}`);
  }

  const file = fileOf(new JsonPlace(value));
  checkPerformance(file);
  return file;
}

function fileOf(file: JsonPlace): PerformanceFile {
  // The version first: what else a file of another version holds is not known.
  const version = file.need('version', 'a performance says the version of its format').whole();
  const utterances = version === LATEST_VERSION ? file.need('utterances', 'a performance is a list of them').list(utteranceOf) : [];
  const digitalSourceType = version === LATEST_VERSION ? file.find('digitalSourceType')?.text() : undefined;
  return { version, ...(digitalSourceType !== undefined && { digitalSourceType }), utterances };
}

function utteranceOf(utterance: JsonPlace): PerformedUtterance {
  const frames = utterance.find('frames');
  return {
    utterance: utterance.find('utterance')?.count() ?? 0,
    duration: durationOf(utterance),
    phonemes: utterance.listOf('phonemes', (span) => {
      const stressed = span.find('stressed')?.truth();
      const loudness = span.find('loudness')?.number();
      return { ipa: span.need('ipa', 'a phoneme in IPA, empty for a pause').text(), ...timesOf(span), ...(stressed !== undefined && { stressed }), ...(loudness !== undefined && { loudness }) };
    }),
    visemes: utterance.listOf('visemes', (span) => ({ viseme: span.need('viseme', 'its position, 0 to 14').whole(), ...timesOf(span), weight: weightOf(span) })),
    captions: utterance.listOf('captions', (span) => ({
      text: textOf(span),
      ...timesOf(span),
      words: span.listOf('words', (word) => ({ text: textOf(word), ...timesOf(word) })),
    })),
    cues: utterance.listOf('cues', (cue) => ({
      kind: cue.need('kind', 'what moves, such as gesture').text(),
      name: cue.need('name', 'which one, such as nod').text(),
      ...timesOf(cue),
      weight: weightOf(cue),
    })),
    ...(frames && { frames: framesOf(frames) }),
  };
}

function framesOf(frames: JsonPlace): FrameTrack {
  return {
    frameRate: frames.need('frameRate', 'frames per second').number(),
    count: frames.need('count', 'how many frames there are').whole(),
    channels: frames.need('channels', 'what moves').list((channel) => ({
      name: channel.need('name', 'a viseme or a blend shape').text(),
      lengths: channel.need('lengths', 'frames of each run').list((length) => length.whole()),
      weights: channel.need('weights', 'the weight of each run').list((weight) => weight.number()),
    })),
  };
}

function timesOf(span: JsonPlace): { start: number; duration: number } {
  return { start: span.need('start', "milliseconds from the utterance's first sample").number(), duration: durationOf(span) };
}

function textOf(span: JsonPlace): string {
  return span.need('text', 'as a person reads it').text();
}

function durationOf(span: JsonPlace): number {
  return span.need('duration', 'milliseconds').number();
}

function weightOf(span: JsonPlace): number {
  return span.need('weight', '0 to 1').number();
}
