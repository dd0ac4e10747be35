import type { Character, Paint } from '../character.js';
import type { Pose } from '../pose.js';
import { Rig, type RigGroup, type RigLayer, type RigShape } from '../rig.js';
import { validateCharacter } from '../validate-character.js';

/** A canvas of a page or of a worker. */
export type Canvas = HTMLCanvasElement | OffscreenCanvas;
/** Which part of the picture is shown; a `CameraFraming` of the protocol fits. */
export interface Camera {
  /** 1 for the whole picture. */
  readonly zoom: number;
  /** What stays where it is when the view comes closer: -1 for the left edge of the picture, 0 for its middle, 1 for its right edge. */
  readonly x: number;
  /** The same along the height, from -1 for the upper edge to 1 for the lower. */
  readonly y: number;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Draws a character on a canvas with a transparent background. Touches nothing of the page but the canvas, so that a worker can use it.
 * The owner calls `resize` when the canvas is laid out anew and `draw` once per frame.
 */
export class Canvas2dRenderer {
  /** Which part of the picture is shown, from the next frame on. */
  camera: Camera = { zoom: 1, x: 0, y: 0 };
  readonly #canvas: Canvas;
  readonly #context: Context;
  #character: Character;
  #rig: Rig;
  readonly #paints = new Map<Paint, string | CanvasGradient>();

  /** Throws a `CharacterError` for a character that cannot be drawn, and an `Error` where the canvas gives no 2D context. */
  constructor(canvas: Canvas, character: unknown) {
    const context = canvas.getContext('2d') as Context | null;
    if (!context) throw new Error('The canvas has no 2D context: it is in use by another kind of renderer.');
    this.#canvas = canvas;
    this.#context = context;
    this.#character = validateCharacter(character);
    this.#rig = new Rig(this.#character);
  }

  /** Draws another character from the next frame on. Throws a `CharacterError` for one that cannot be drawn, and goes on with the one before. */
  show(character: unknown): void {
    const next = validateCharacter(character);
    this.#rig = new Rig(next);
    this.#character = next;
    this.#paints.clear();
  }

  /** Width by height of the character's picture. */
  get aspectRatio(): number {
    const [width, height] = this.#character.size;
    return width / height;
  }

  /** Fits the canvas to its size on the page, in CSS pixels. */
  resize(width: number, height: number, pixelRatio = 1): void {
    this.#canvas.width = Math.max(1, Math.round(width * pixelRatio));
    this.#canvas.height = Math.max(1, Math.round(height * pixelRatio));
  }

  /** Draws a pose: as large as fits, centred, standing on the lower edge; closer where the camera says so. */
  draw(pose: Pose): void {
    const { width, height } = this.#canvas;
    const [unitsWide, unitsHigh] = this.#character.size;
    const whole = Math.min(width / unitsWide, height / unitsHigh);
    const { zoom, x, y } = this.camera;
    const scale = whole * zoom;
    const left = (width - unitsWide * whole) / 2 + ((unitsWide * (1 + x)) / 2) * (whole - scale);
    const top = height - unitsHigh * whole + ((unitsHigh * (1 + y)) / 2) * (whole - scale);
    this.#rig.set(pose);
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#context.setTransform(scale, 0, 0, scale, left, top);
    this.#context.lineCap = this.#context.lineJoin = 'round';
    this.#layers(this.#rig.layers);
  }

  #layers(layers: readonly RigLayer[]): void {
    for (const layer of layers) {
      if ('layers' in layer) this.#group(layer);
      else this.#shape(layer);
    }
  }

  #group({ layers, pivot: [pivotX, pivotY], clip, x, y, angle }: RigGroup): void {
    this.#context.save();
    if (clip) {
      this.#trace(clip);
      this.#context.clip();
    }
    this.#context.translate(x + pivotX, y + pivotY);
    this.#context.rotate(angle);
    this.#context.translate(-pivotX, -pivotY);
    this.#layers(layers);
    this.#context.restore();
  }

  #shape(shape: RigShape): void {
    if (shape.opacity <= 0) return;
    this.#context.globalAlpha = shape.opacity;
    this.#trace(shape);
    if (shape.fill !== undefined) {
      this.#context.fillStyle = this.#paint(shape.fill);
      this.#context.fill();
    }
    if (shape.stroke !== undefined) {
      this.#context.strokeStyle = this.#paint(shape.stroke);
      this.#context.lineWidth = shape.width;
      this.#context.stroke();
    }
  }

  #trace({ steps, points }: RigShape): void {
    const context = this.#context;
    context.beginPath();
    let at = 0;
    const next = (): number => points[at++] as number;
    for (const step of steps) {
      if (step === 'M') context.moveTo(next(), next());
      else if (step === 'L') context.lineTo(next(), next());
      else if (step === 'Q') context.quadraticCurveTo(next(), next(), next(), next());
      else if (step === 'C') context.bezierCurveTo(next(), next(), next(), next(), next(), next());
      else context.closePath();
    }
  }

  #paint(paint: Paint): string | CanvasGradient {
    const known = this.#paints.get(paint);
    if (known !== undefined) return known;
    const made = this.#make(paint);
    this.#paints.set(paint, made);
    return made;
  }

  #make(paint: Paint): string | CanvasGradient {
    const { colors } = this.#character;
    if (typeof paint === 'string') return colors[paint] as string;
    const [fromX, fromY] = paint.from;
    const [toX, toY] = paint.to ?? paint.from;
    const gradient = paint.radius === undefined
      ? this.#context.createLinearGradient(fromX, fromY, toX, toY)
      : this.#context.createRadialGradient(fromX, fromY, 0, fromX, fromY, paint.radius);
    for (const [offset, color] of paint.stops) gradient.addColorStop(offset, colors[color] as string);
    return gradient;
  }
}
