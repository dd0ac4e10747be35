import type { Character, Group, Layer, Paint, Shape } from './character.js';
import { FACE_NAMES, VISEME_NAMES } from './names.js';
import { parsePath } from './path.js';
import type { Pose } from './pose.js';

const INPUT_NAMES: readonly string[] = [...VISEME_NAMES, ...FACE_NAMES];

/** A group ready to draw. */
export interface RigGroup {
  readonly layers: readonly RigLayer[];
  readonly pivot: readonly [number, number];
  readonly clip: RigShape | undefined;
  /** Where it is in this pose. */
  x: number;
  y: number;
  /** Clockwise, in radians. */
  angle: number;
}

/** A shape ready to draw. */
export interface RigShape {
  readonly steps: string;
  /** The points of this pose as x, y, x, y. */
  readonly points: Float64Array;
  readonly fill: Paint | undefined;
  readonly stroke: Paint | undefined;
  readonly width: number;
  /** In this pose, 0 to 1. */
  opacity: number;
}

export type RigLayer = RigShape | RigGroup;

/** A character's shapes bent to a pose. Knows nothing of canvases; allocates nothing per pose. */
export class Rig {
  readonly layers: readonly RigLayer[];
  readonly #controls: Float64Array;
  readonly #names = new Map<string, number>(INPUT_NAMES.map((name, index) => [name, index]));
  readonly #drivers: (readonly [input: number, control: number, amount: number])[] = [];
  readonly #limits: (readonly [control: number, lowest: number, highest: number])[] = [];
  readonly #bends: (() => void)[] = [];

  constructor({ drivers, limits = {}, layers }: Character) {
    for (const [input, moved] of Object.entries(drivers)) {
      for (const [control, amount] of Object.entries(moved)) {
        this.#drivers.push([this.#control(input), this.#control(control), amount]);
      }
    }
    for (const [control, [lowest, highest]] of Object.entries(limits)) this.#limits.push([this.#control(control), lowest, highest]);
    this.#controls = new Float64Array(this.#names.size);
    this.layers = this.#build(layers);
  }

  /** Bends all shapes. */
  set({ visemes, face }: Pose): void {
    const controls = this.#controls;
    controls.fill(0);
    controls.set(visemes, 0);
    controls.set(face, VISEME_NAMES.length);
    for (const [input, control, amount] of this.#drivers) {
      const value = input < VISEME_NAMES.length ? visemes[input] : face[input - VISEME_NAMES.length];
      controls[control] = (controls[control] as number) + (value as number) * amount;
    }
    for (const [control, lowest, highest] of this.#limits) {
      controls[control] = Math.max(lowest, Math.min(highest, controls[control] as number));
    }
    for (const bend of this.#bends) bend();
  }

  #control(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, this.#names.size);
    return this.#names.size - 1;
  }

  #build(layers: readonly Layer[]): RigLayer[] {
    const named = new Map<string, RigShape>();
    return layers.map((layer) => {
      if ('layers' in layer) return this.#group(layer, named);
      const shape = this.#shape(layer);
      if (layer.name) named.set(layer.name, shape);
      return shape;
    });
  }

  #group({ layers, move = {}, turn = {}, pivot = [0, 0], clip }: Group, named: ReadonlyMap<string, RigShape>): RigGroup {
    const moves = Object.entries(move).map(([control, [x, y]]) => [this.#control(control), x, y] as const);
    const turns = Object.entries(turn).map(([control, degrees]) => [this.#control(control), (degrees * Math.PI) / 180] as const);
    const group: RigGroup = { layers: [], pivot, clip: clip === undefined ? undefined : named.get(clip), x: 0, y: 0, angle: 0 };
    this.#bends.push(() => {
      group.x = group.y = group.angle = 0;
      for (const [control, x, y] of moves) {
        group.x += (this.#controls[control] as number) * x;
        group.y += (this.#controls[control] as number) * y;
      }
      for (const [control, radians] of turns) group.angle += (this.#controls[control] as number) * radians;
    });
    return Object.assign(group, { layers: this.#build(layers) });
  }

  #shape({ path, bend = {}, fill, stroke, width = 1, opacity = 1, fade = {} }: Shape): RigShape {
    const { steps, points: rest } = parsePath(path);
    const shape: RigShape = { steps, points: rest.slice(), fill, stroke, width, opacity };
    const moves = Object.entries(bend).flatMap(([control, list]) =>
      list.map(([point, x, y]) => [this.#control(control), point * 2, x, y] as const));
    const fades = Object.entries(fade).map(([control, amount]) => [this.#control(control), amount] as const);
    this.#bends.push(() => {
      const { points } = shape;
      if (moves.length > 0) points.set(rest);
      for (const [control, at, x, y] of moves) {
        const value = this.#controls[control] as number;
        if (value === 0) continue;
        points[at] = (points[at] as number) + value * x;
        points[at + 1] = (points[at + 1] as number) + value * y;
      }
      shape.opacity = opacity;
      for (const [control, amount] of fades) shape.opacity += (this.#controls[control] as number) * amount;
      shape.opacity = Math.max(0, Math.min(1, shape.opacity));
    });
    return shape;
  }
}
