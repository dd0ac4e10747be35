import { chance } from './idle-life.js';
import { faceIndex, VISEME_NAMES, type FaceName } from './names.js';
import { easedStep, type Pose } from './pose.js';

/** What a face is about while it says nothing: it listens, it thinks, or neither. */
export type Attitude = 'none' | 'listening' | 'thinking';

/** How long the face takes from one attitude to another, in milliseconds; as long as an expression takes to be read. */
const CHANGE = 250;
/** Nobody looks away at once to think: answers that come sooner than this leave the eyes where they are. */
const BEFORE_THINKING = 150;
/** While it thinks it looks away and comes back, again and again. */
const AWAY = 1900;
const BACK = 800;
/** A nod, and the least time from one to the next: rare enough to mean something. */
const NOD = 480;
const NODS_APART = 6000;
const NOD_DEPTH = 0.45;

type Values = Partial<Record<FaceName, number>>;

/** Attentive: the eyes stay with the viewer (see {@link AttitudeCurve.attention}), the head leans, the brows are up a touch. */
const LISTENING: Values = { browLeft: 0.16, browRight: 0.2, browInner: 0.08, wide: 0.08 };
const LISTENING_HEAD: Values = { headPitch: -0.1 };
const LEAN: Values = { headRoll: 0.28 };
const THINKING: Values = { browLeft: 0.3, browInner: 0.12, squint: 0.12 };
const THINKING_EYES: Values = { gazeX: 0.5, gazeY: 0.5 };
const THINKING_HEAD: Values = { headRoll: -0.2, headPitch: 0.12 };

const PP = VISEME_NAMES.indexOf('PP');

/** A value that eases from where it is to 0 or 1. */
class Easing {
  #from = 0;
  #to = 0;
  #since = Number.NEGATIVE_INFINITY;

  /** Goes to a value, beginning at a time. */
  move(to: number, now: number): void {
    if (to !== this.#to) {
      this.#from = this.at(now);
      this.#to = to;
      this.#since = now;
    }
  }

  at(now: number): number {
    return this.#from + (this.#to - this.#from) * easedStep((now - this.#since) / CHANGE);
  }
}

/**
 * How a face listens, thinks and nods: added to what it performs. It never touches the mouth.
 *
 * Under reduced motion the head stays where it is, and there is no nod.
 */
export class AttitudeCurve {
  /** Each presenter leans to a side of its own. */
  readonly #side: number;
  readonly #listening = new Easing();
  readonly #thinking = new Easing();
  readonly #away = new Easing();
  readonly #quiet = new Easing();
  #attitude: Attitude = 'none';
  #since = 0;
  #wanted = false;
  #nodAt = Number.NEGATIVE_INFINITY;
  #attention = 0;

  constructor(seed: number) {
    this.#side = chance(seed, 0, 9) < 0.5 ? -1 : 1;
  }

  /** How far the eyes are held, 0 to 1, so that idle glances yield. */
  get attention(): number {
    return this.#attention;
  }

  /** How far it listens, 0 to 1: it blinks more slowly. */
  listeningAt(now: number): number {
    return this.#listening.at(now);
  }

  /** Asks for a nod, which comes with the next pose unless one came a moment ago or the face speaks. */
  acknowledge(): void {
    this.#wanted = true;
  }

  /** Adds to a pose. */
  add({ face, visemes }: Pose, now: number, options: { readonly attitude: Attitude; readonly speaking: boolean; readonly reducedMotion: boolean }): void {
    const { speaking, reducedMotion } = options;
    const attitude = speaking ? 'none' : options.attitude;
    if (attitude !== this.#attitude) {
      this.#attitude = attitude;
      this.#since = now;
    }

    const thought = now - this.#since - BEFORE_THINKING;
    const thinks = attitude === 'thinking' && thought >= 0;
    const round = Math.floor(thought / (AWAY + BACK));
    this.#listening.move(attitude === 'listening' ? 1 : 0, now);
    this.#thinking.move(thinks ? 1 : 0, now);
    this.#away.move(thinks && thought - round * (AWAY + BACK) < AWAY ? 1 : 0, now);
    this.#quiet.move(speaking ? 0 : 1, now);
    const [listening, thinking, away] = [this.#listening.at(now), this.#thinking.at(now), this.#away.at(now)];
    mix(face, LISTENING, listening);
    mix(face, THINKING, thinking);
    mix(face, THINKING_EYES, away);
    this.#attention = Math.max(0.85 * listening, thinking);
    if (!reducedMotion) {
      mix(face, LISTENING_HEAD, listening);
      mix(face, LEAN, listening * this.#side);
      mix(face, THINKING_HEAD, thinking);
      this.#nod(face, now, speaking, visemes[PP] as number);
    }

    this.#wanted = false;
  }

  /** Lips that touch are not to be missed: while they do, the head is still. */
  #nod(face: Float64Array, now: number, speaking: boolean, contact: number): void {
    if (this.#wanted && !speaking && now - this.#nodAt >= NODS_APART) {
      this.#nodAt = now;
    }

    const since = now - this.#nodAt;
    if (since < NOD) {
      const swing = easedStep(since / (NOD / 2)) * (1 - easedStep((since - NOD / 2) / (NOD / 2)));
      mix(face, { headPitch: -NOD_DEPTH }, swing * this.#quiet.at(now) * (1 - contact));
    }
  }
}

function mix(face: Float64Array, values: Values, weight: number): void {
  for (const name in values) {
    const index = faceIndex(name as FaceName);
    const value = (face[index] as number) + weight * (values[name as FaceName] as number);
    face[index] = Math.max(-1, Math.min(1, value));
  }
}
