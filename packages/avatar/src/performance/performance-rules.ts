import type { FrameTrack, PerformanceFile, PerformedUtterance } from '@troupe/protocol';
import { BLEND_SHAPE_NAMES, VISEME_NAMES } from '../names.js';
import { PerformanceError } from './performance-error.js';

/** The version of the format that this program reads. */
export const LATEST_VERSION = 1;

/** Milliseconds that no time of a performance reaches: a day. */
const LONGEST = 86_400_000;
/** Decibels that no vowel is louder or softer than the ordinary one of its phrase. */
const LOUDEST = 100;
const FASTEST_FRAMES = 1000;

const channelNames: ReadonlySet<string> = new Set([...VISEME_NAMES, ...BLEND_SHAPE_NAMES]);

interface Span {
  readonly start: number;
  readonly duration: number;
}

/** Throws a {@link PerformanceError} for a performance that breaks a rule. `PerformanceRules` in C# holds the same ones. */
export function checkPerformance(file: PerformanceFile): void {
  require(
    file.version === LATEST_VERSION,
    'version',
    `${file.version} is not known; this program reads version ${LATEST_VERSION}. Read the file with the program that wrote it, or with a newer one.`,
  );
  file.utterances.forEach((utterance, index) => checkUtterance(utterance, `utterances[${index}]`));
}

function checkUtterance({ duration, phonemes = [], visemes = [], captions = [], cues = [], frames }: PerformedUtterance, at: string): void {
  checkTime(duration, `${at}.duration`);
  checkSpans(phonemes, `${at}.phonemes`);
  checkSpans(visemes, `${at}.visemes`);
  checkSpans(captions, `${at}.captions`);
  checkSpans(cues, `${at}.cues`, false);
  phonemes.forEach(({ loudness }, index) => {
    require(loudness === undefined || Math.abs(loudness) <= LOUDEST, `${at}.phonemes[${index}].loudness`, `${loudness} is not -${LOUDEST} to ${LOUDEST} dB.`);
  });
  visemes.forEach(({ viseme, weight }, index) => {
    require(viseme >= 0 && viseme < VISEME_NAMES.length, `${at}.visemes[${index}].viseme`, `${viseme} is not 0 to ${VISEME_NAMES.length - 1}.`);
    checkWeight(weight, `${at}.visemes[${index}].weight`);
  });
  captions.forEach(({ words }, index) => checkSpans(words, `${at}.captions[${index}].words`));
  cues.forEach(({ kind, name, weight }, index) => {
    require(kind !== '', `${at}.cues[${index}].kind`, 'it is empty; expression, gesture and gaze are kinds.');
    require(name !== '', `${at}.cues[${index}].name`, 'it is empty; smile, nod and viewer are names.');
    checkWeight(weight, `${at}.cues[${index}].weight`);
  });
  if (frames) checkFrames(frames, `${at}.frames`);
}

function checkFrames({ frameRate, count, channels }: FrameTrack, at: string): void {
  require(frameRate >= 1 && frameRate <= FASTEST_FRAMES, `${at}.frameRate`, `${frameRate} is not 1 to ${FASTEST_FRAMES} frames per second.`);
  require(count >= 0 && (count / frameRate) * 1000 < LONGEST, `${at}.count`, `${count} frames are not 0 to a day of them.`);
  const names = new Set<string>();
  channels.forEach(({ name, lengths, weights }, index) => {
    const place = `${at}.channels[${index}]`;
    require(channelNames.has(name), `${place}.name`, `'${name}' is none of the 15 visemes or the 52 blend shapes.`);
    require(!names.has(name), `${place}.name`, `'${name}' is there twice.`);
    names.add(name);
    require(lengths.length === weights.length, place, `there are ${lengths.length} lengths and ${weights.length} weights; every run has both.`);
    let frame = 0;
    lengths.forEach((length, run) => {
      require(length > 0, `${place}.lengths[${run}]`, `${length} is not at least 1.`);
      frame += length;
      checkWeight(weights[run] as number, `${place}.weights[${run}]`);
    });
    require(frame === count, `${place}.lengths`, `they add up to ${frame} frames; the track has ${count}.`);
  });
}

function checkSpans(spans: readonly Span[], at: string, ordered = true): void {
  let previous = 0;
  spans.forEach(({ start, duration }, index) => {
    checkTime(start, `${at}[${index}].start`);
    checkTime(duration, `${at}[${index}].duration`);
    require(!ordered || start >= previous, `${at}[${index}].start`, `${start} ms comes after ${previous} ms; the list is in order of start.`);
    previous = start;
  });
}

function checkTime(milliseconds: number, at: string): void {
  require(milliseconds >= 0 && milliseconds < LONGEST, at, `${milliseconds} is not milliseconds from 0 to a day.`);
}

function checkWeight(weight: number, at: string): void {
  require(weight >= 0 && weight <= 1, at, `${weight} is not 0 to 1.`);
}

function require(holds: boolean, at: string, problem: string): void {
  if (!holds) throw new PerformanceError(at, problem);
}
