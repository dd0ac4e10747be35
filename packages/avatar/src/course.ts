import type { PerformanceCue, VisemeSpan } from '@troupe/protocol';
import { sampleExpression } from './expression-curve.js';
import { sampleMouth } from './mouth-curve.js';
import { VISEME_NAMES } from './names.js';
import { createPose, easedStep, type Pose } from './pose.js';

/** How long the face takes from one course to another: the mouth rests 120 ms after a stop. */
const BLEND_MOUTH = 100;
const BLEND_FACE = 250;
/** Milliseconds within which a contact of the new course takes its place, whatever the old one does. */
const CONTACT_TAKES = 40;
const PP = VISEME_NAMES.indexOf('PP');

/** What a face follows: part of an utterance as it is heard, or nothing. */
export interface Course {
  /** Visemes in order of start; empty for a mouth at rest. */
  readonly visemes: readonly VisemeSpan[];
  /** A mouth that no visemes move, as it was last. */
  readonly mouth?: Float64Array | undefined;
  readonly cues: readonly PerformanceCue[];
  /** Milliseconds from the utterance's first sample, at the time `at`. */
  readonly position: number;
  readonly at: number;
  /** Whether the position goes on by itself. */
  readonly running: boolean;
}

interface Taken {
  course: Course;
  readonly from: number;
}

/**
 * Leads a face from course to course. The old one goes on as it would have gone while the new one takes over, so that there is no jump in place or speed:
 * the mix of two smooth courses is smooth, its weights stay within 0 and 1 and add up to at most 1.
 */
export class Courses {
  readonly #sampled = createPose();
  #taken: Taken[] = [];

  /** The course of this moment goes on: its position is that of its sound. */
  follow(course: Course): void {
    const current = this.#taken.at(-1);
    if (current) current.course = course;
    else this.take(course);
  }

  /** Another course, taken at once. */
  take(course: Course): void {
    this.#taken = [{ course, from: Number.NEGATIVE_INFINITY }];
  }

  /** Another course, from a moment on. */
  glide(course: Course, from: number): void {
    this.#taken.push({ course, from });
  }

  /** Writes the pose of a moment. Returns how far a gaze cue of the newest course holds the eyes, 0 to 1. */
  sample(now: number, pose: Pose): number {
    const whole = this.#taken.findLastIndex(({ from }) => now - from >= BLEND_FACE);
    if (whole > 0) this.#taken.splice(0, whole);
    let attention = 0;
    for (const [index, { course, from }] of this.#taken.entries()) {
      const sampled = index === 0 ? pose : this.#sampled;
      attention = sampleCourse(course, now, sampled);
      if (index > 0) {
        const contact = (sampled.visemes[PP] as number) * easedStep((now - from) / CONTACT_TAKES);
        mix(pose.visemes, sampled.visemes, Math.max(contact, easedStep((now - from) / BLEND_MOUTH)));
        mix(pose.face, sampled.face, easedStep((now - from) / BLEND_FACE));
      }
    }
    return attention;
  }
}

function sampleCourse({ visemes, mouth, cues, position, at, running }: Course, now: number, pose: Pose): number {
  const place = running ? position + now - at : position;
  if (mouth) pose.visemes.set(mouth);
  else sampleMouth(visemes, place, pose.visemes);
  return sampleExpression(cues, place, pose.face);
}

function mix(values: Float64Array, others: Float64Array, share: number): void {
  for (let index = 0; index < values.length; index++) {
    values[index] = (values[index] as number) * (1 - share) + (others[index] as number) * share;
  }
}
