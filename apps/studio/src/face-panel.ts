import { ada, Canvas2dRenderer, createPose, type Pose } from '@troupe/avatar';
import type { Motion, Way } from './ways.js';

/** How much larger the face is where only the mouth is shown, and where the mouth is in the picture. */
const CLOSE = 2.6;
const MOUTH = { x: 0.5, y: 0.64 };

/** A face, and the choice of what moves it. */
export class FacePanel {
  readonly pose: Pose = createPose();
  readonly canvas: HTMLCanvasElement;
  readonly #select: HTMLSelectElement;
  readonly #note: HTMLElement;
  readonly #renderer: Canvas2dRenderer;
  #motion: Motion | string = '';
  #close = false;

  /**
   * @param panel Holds a canvas, a select and a note.
   * @param changed Told when another way was chosen.
   */
  constructor(panel: HTMLElement, changed: () => void) {
    this.canvas = panel.querySelector('canvas')!;
    this.#select = panel.querySelector('select')!;
    this.#note = panel.querySelector('.note')!;
    this.#renderer = new Canvas2dRenderer(this.canvas, ada);
    this.#select.addEventListener('change', changed);
    new ResizeObserver(() => this.#fit()).observe(this.canvas.parentElement!);
  }

  /** The way that is chosen. */
  get way(): string {
    return this.#select.value;
  }

  /** What moves the face; undefined where nothing does. */
  get motion(): Motion | undefined {
    return typeof this.#motion === 'string' ? undefined : this.#motion;
  }

  /** Why nothing does. */
  get reason(): string {
    return typeof this.#motion === 'string' ? this.#motion : '';
  }

  /** Whether the mouth alone is shown. */
  set close(close: boolean) {
    this.#close = close;
    this.#fit();
  }

  /** Offers ways, with one chosen. */
  offer(ways: readonly Way[], chosen: string): void {
    this.#select.replaceChildren(...ways.map(({ id, name }) => new Option(name, id, false, id === chosen)));
  }

  /** Takes what moves the face, or why nothing does. */
  move(motion: Motion | string): void {
    this.#motion = motion;
    this.#note.textContent = this.reason;
    this.#note.hidden = this.reason === '';
  }

  /** Draws a moment. */
  draw(time: number): void {
    if (this.motion === undefined) {
      this.pose.visemes.fill(0);
      this.pose.face.fill(0);
    } else {
      this.motion.sample(this.pose, time);
    }

    this.#renderer.draw(this.pose);
  }

  #fit(): void {
    const frame = this.canvas.parentElement!;
    const side = Math.max(1, Math.min(frame.clientWidth, frame.clientHeight)) * (this.#close ? CLOSE : 1);
    this.#renderer.resize(side, side, Math.min(2, devicePixelRatio));
    Object.assign(this.canvas.style, {
      inlineSize: `${side}px`,
      blockSize: `${side}px`,
      insetInlineStart: `${frame.clientWidth / 2 - side * (this.#close ? MOUTH.x : 0.5)}px`,
      insetBlockStart: this.#close ? `${frame.clientHeight / 2 - side * MOUTH.y}px` : `${frame.clientHeight - side}px`,
    });
  }
}
