import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BLEND_SHAPE_NAMES, createPose, FrameUnpacker, PerformanceError, PerformanceTimeline, readPerformance, VISEME_NAMES } from '../index.js';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../../vectors/performance/${name}`, import.meta.url), 'utf8'));
const { file, duration, poses, frames } = read('sample.json');
const performance = readPerformance(JSON.stringify(file));

/** The same vectors as those of `Troupe.Conversation.Tests/Performances`. */
describe('A performance file', () => {
  it('is read whole', () => {
    expect(performance).toEqual({ ...file, utterances: [file.utterances[0], { ...file.utterances[1] }] });
  });

  it('has the same face at any time as in C#', () => {
    const timeline = new PerformanceTimeline(performance);
    const pose = createPose();
    expect(timeline.duration).toBe(duration);
    for (const { time, visemes, face, attention } of poses) {
      near([timeline.sample(pose, time)], [attention], `attention at ${time}`);
      near(pose.visemes, visemes, `visemes at ${time}`);
      near(pose.face, face, `face at ${time}`);
    }
  });

  it('has the same frames as in C#', () => {
    const track = performance.utterances[0]!.frames!;
    const [visemes, shapes] = [new Float64Array(VISEME_NAMES.length), new Float64Array(BLEND_SHAPE_NAMES.length)];
    frames.forEach((expected: { visemes: number[]; blendShapes: number[] }, frame: number) => {
      new FrameUnpacker(track, VISEME_NAMES).read(frame, visemes);
      new FrameUnpacker(track, BLEND_SHAPE_NAMES).read(frame, shapes);
      near(visemes, expected.visemes, `frame ${frame}`);
      near(shapes, expected.blendShapes, `frame ${frame}`);
    });
    expect(() => new FrameUnpacker(track, VISEME_NAMES).read(track.count, visemes)).toThrow(RangeError);
    expect(() => new FrameUnpacker(track, VISEME_NAMES).read(-1, visemes)).toThrow(RangeError);
  });

  it('is read with a byte order mark, unknown fields and nothing but a duration', () => {
    const { utterances } = readPerformance('\uFEFF{"version":1,"maker":{"name":"x"},"utterances":[{"duration":5,"visemes":null}]}');
    expect(utterances).toEqual([{ utterance: 0, duration: 5, phonemes: [], visemes: [], captions: [], cues: [] }]);
  });

  it.each<{ text: string; place: string; reason: string }>(read('refused.json'))('is refused with its place: $text', ({ text, place, reason }) => {
    const problem = problemOf(() => readPerformance(text));
    expect(problem).toBeInstanceOf(PerformanceError);
    expect(problem.place).toBe(place);
    expect(problem.message.startsWith(place === '' ? reason : `${place}: ${reason}`), problem.message).toBe(true);
  });
});

function problemOf(action: () => void): PerformanceError {
  try {
    action();
  } catch (problem) {
    return problem as PerformanceError;
  }

  throw new Error('Nothing was thrown.');
}

function near(actual: ArrayLike<number>, expected: readonly number[], place: string): void {
  expect(actual.length, place).toBe(expected.length);
  expected.forEach((value, index) => expect(Math.abs(value - actual[index]!), place).toBeLessThan(1e-6));
}
