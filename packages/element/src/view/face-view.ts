import { ada, Animator, Canvas2dRenderer, type Attitude, type Camera, type Character, type PerformancePart } from '@troupe/avatar';
import type { Heard } from '@troupe/client';
import type { PerformanceCue } from '@troupe/protocol';

/** What a face follows in a frame. */
export interface FaceInput {
  /** Where the ear is. */
  readonly heard: Heard | undefined;
  /** How loud the presenter is, root mean square, 0 to 1. */
  readonly loudness: number;
  /** What the face is about while it says nothing. */
  readonly attitude: Attitude;
}

/** The face: draws a frame whenever the display takes one, by what is heard. */
export class FaceView {
  readonly #canvas: HTMLCanvasElement;
  readonly #animator: Animator;
  readonly #renderer: Canvas2dRenderer;
  readonly #resizes: ResizeObserver;
  readonly #motion = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #input: () => FaceInput;
  readonly #frame: (heard: Heard | undefined, now: number) => void;
  #request: number | undefined;
  #frames = 0;

  /**
   * @param canvas Where to draw.
   * @param input Asked in each frame.
   * @param frame Told after each frame, for others that follow the sound.
   */
  constructor(
    canvas: HTMLCanvasElement,
    input: () => FaceInput,
    frame: (heard: Heard | undefined, now: number) => void,
  ) {
    this.#canvas = canvas;
    this.#input = input;
    this.#frame = frame;
    this.#animator = new Animator({ reducedMotion: this.#motion.matches });
    this.#renderer = new Canvas2dRenderer(canvas, ada);
    this.#resizes = new ResizeObserver(() => this.#fit());
  }

  /** Frames drawn so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Begins to draw. */
  start(): void {
    this.#resizes.observe(this.#canvas);
    this.#motion.addEventListener('change', this.#changeMotion);
    this.#fit();
    this.#request ??= requestAnimationFrame(this.#draw);
  }

  /** Stops drawing. */
  stop(): void {
    this.#resizes.disconnect();
    this.#motion.removeEventListener('change', this.#changeMotion);
    if (this.#request !== undefined) {
      cancelAnimationFrame(this.#request);
      this.#request = undefined;
    }
  }

  /** Takes a piece of performance ahead of its sound. */
  load(part: PerformancePart): void {
    this.#animator.load(part);
  }

  /** Drops everything up to an epoch: the mouth comes to rest. */
  clear(epoch: number): void {
    this.#animator.clear(epoch);
  }

  /** Draws another character from the next frame on. Throws for one that cannot be drawn. */
  show(character: Character): void {
    this.#renderer.show(character);
  }

  /** Which part of the picture is drawn, from the next frame on. */
  set camera(camera: Camera) {
    this.#renderer.camera = camera;
  }

  /** Gives a gesture, gaze or expression that begins now. */
  direct(cue: PerformanceCue): void {
    this.#animator.direct(cue, performance.now());
  }

  /** Nods to what the person said, if it is time for a nod. */
  acknowledge(): void {
    this.#animator.acknowledge();
  }

  /** Drops everything: another session begins. */
  begin(): void {
    this.#animator.reset();
  }

  readonly #draw = (now: number): void => {
    this.#request = requestAnimationFrame(this.#draw);
    const { heard, loudness, attitude } = this.#input();
    this.#renderer.draw(this.#animator.poseAt({ playhead: heard, now, loudness, attitude }));
    this.#frames++;
    this.#frame(heard, now);
  };

  readonly #changeMotion = (): void => {
    this.#animator.reducedMotion = this.#motion.matches;
  };

  #fit(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#renderer.resize(clientWidth, clientHeight, Math.min(2, devicePixelRatio));
  }
}
