import type { Character } from './character.js';
import { FACE_NAMES, VISEME_NAMES } from './names.js';
import { parsePath } from './path.js';

/** A character that does not fit its format; every problem names its place. */
export class CharacterError extends Error {
  override readonly name = 'CharacterError';
  constructor(readonly problems: readonly string[]) {
    super(`The character cannot be drawn:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}

const INPUTS: ReadonlySet<string> = new Set<string>([...VISEME_NAMES, ...FACE_NAMES]);

/** Checks a value, such as parsed JSON, and returns it as a character. Throws a `CharacterError` with all problems at once. */
export function validateCharacter(value: unknown): Character {
  const check = new Check();
  check.character(value);
  if (check.problems.length > 0) throw new CharacterError(check.problems);
  return value as Character;
}

class Check {
  readonly problems: string[] = [];
  readonly #controls = new Set(INPUTS);
  readonly #colors = new Set<string>();

  character(value: unknown): void {
    const { version, name, size, colors, drivers, limits, layers } = this.#object(
      value, 'character', ['version', 'name', 'size', 'colors', 'drivers', 'limits', 'layers']);
    if (version !== 1) this.#problem('version', `is ${JSON.stringify(version)}; this renderer draws version 1`);
    if (typeof name !== 'string' || name === '') this.#problem('name', 'must be a text');
    if (!isPair(size) || size[0] <= 0 || size[1] <= 0) this.#problem('size', 'must be two positive numbers');
    for (const [key, color] of Object.entries(this.#object(colors, 'colors'))) {
      this.#colors.add(key);
      if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color)) this.#problem(`colors.${key}`, 'must be #rrggbb');
    }
    for (const [input, moved] of Object.entries(this.#object(drivers, 'drivers'))) {
      if (!INPUTS.has(input)) this.#problem(`drivers.${input}`, 'is neither a viseme nor a value of the face');
      for (const [control, amount] of Object.entries(this.#object(moved, `drivers.${input}`))) {
        this.#controls.add(control);
        this.#number(amount, `drivers.${input}.${control}`);
      }
    }
    for (const [control, range] of Object.entries(this.#object(limits ?? {}, 'limits'))) {
      this.#control(control, 'limits');
      if (!isPair(range) || range[0] > range[1]) this.#problem(`limits.${control}`, 'must be a lowest and a highest number');
    }
    this.#layers(layers, 'layers');
  }

  #layers(value: unknown, place: string): void {
    if (!Array.isArray(value) || value.length === 0) return this.#problem(place, 'must be a list with at least one layer');
    const shapes = new Set<string>();
    value.forEach((layer: unknown, index) => {
      const named = isObject(layer) && typeof layer['name'] === 'string' ? layer['name'] : '';
      const at = `${place}[${index}]${named && ` (${named})`}`;
      if (isObject(layer) && 'layers' in layer) this.#group(layer, at, shapes);
      else {
        this.#shape(layer, at);
        if (named) shapes.add(named);
      }
    });
  }

  #group(value: Record<string, unknown>, place: string, shapes: ReadonlySet<string>): void {
    const { layers, move, turn, pivot, clip } = this.#object(value, place, ['name', 'layers', 'move', 'turn', 'pivot', 'clip']);
    for (const [control, offset] of Object.entries(this.#object(move ?? {}, `${place}.move`))) {
      this.#control(control, `${place}.move`);
      if (!isPair(offset)) this.#problem(`${place}.move.${control}`, 'must be two numbers');
    }
    for (const [control, degrees] of Object.entries(this.#object(turn ?? {}, `${place}.turn`))) {
      this.#control(control, `${place}.turn`);
      this.#number(degrees, `${place}.turn.${control}`);
    }
    if (turn !== undefined && !isPair(pivot)) this.#problem(`${place}.pivot`, 'must be two numbers, because the group turns');
    if (clip !== undefined && !shapes.has(String(clip))) {
      this.#problem(`${place}.clip`, `${JSON.stringify(clip)} is no shape before this group in the same list`);
    }
    this.#layers(layers, `${place}.layers`);
  }

  #shape(value: unknown, place: string): void {
    const { path, bend, fill, stroke, width, opacity, fade } = this.#object(
      value, place, ['name', 'path', 'bend', 'fill', 'stroke', 'width', 'opacity', 'fade']);
    let points = 0;
    try {
      points = parsePath(String(path)).points.length / 2;
    } catch (error) {
      this.#problem(`${place}.path`, (error as Error).message);
    }
    for (const [control, moves] of Object.entries(this.#object(bend ?? {}, `${place}.bend`))) {
      this.#control(control, `${place}.bend`);
      if (!Array.isArray(moves)) this.#problem(`${place}.bend.${control}`, 'must be a list of [point, x, y]');
      else moves.forEach((move: unknown, index) => this.#move(move, points, `${place}.bend.${control}[${index}]`));
    }
    if (fill === undefined && stroke === undefined) this.#problem(place, 'has neither fill nor stroke');
    if (fill !== undefined) this.#paint(fill, `${place}.fill`);
    if (stroke !== undefined) this.#paint(stroke, `${place}.stroke`);
    if (width !== undefined) this.#number(width, `${place}.width`);
    if (opacity !== undefined) this.#number(opacity, `${place}.opacity`);
    for (const [control, amount] of Object.entries(this.#object(fade ?? {}, `${place}.fade`))) {
      this.#control(control, `${place}.fade`);
      this.#number(amount, `${place}.fade.${control}`);
    }
  }

  #move(value: unknown, points: number, place: string): void {
    if (!Array.isArray(value) || value.length !== 3 || !value.every(isNumber)) return this.#problem(place, 'must be [point, x, y]');
    const point = value[0] as number;
    if (!Number.isInteger(point) || point < 0 || point >= points) this.#problem(place, `names point ${point} of a path with ${points} points`);
  }

  #paint(value: unknown, place: string): void {
    if (typeof value === 'string') return this.#color(value, place);
    const { from, to, radius, stops } = this.#object(value, place, ['from', 'to', 'radius', 'stops']);
    if (!isPair(from)) this.#problem(`${place}.from`, 'must be two numbers');
    if (isPair(to) === isNumber(radius)) this.#problem(place, 'needs either to (linear) or radius (radial)');
    if (!Array.isArray(stops) || stops.length < 2) return this.#problem(`${place}.stops`, 'must be a list of at least two');
    stops.forEach((stop: unknown, index) => {
      if (!Array.isArray(stop) || !isNumber(stop[0]) || stop[0] < 0 || stop[0] > 1) this.#problem(`${place}.stops[${index}]`, 'must be [0 to 1, colour]');
      else this.#color(stop[1], `${place}.stops[${index}]`);
    });
  }

  #color(value: unknown, place: string): void {
    if (!this.#colors.has(String(value))) this.#problem(place, `${JSON.stringify(value)} is not in colors`);
  }

  #control(name: string, place: string): void {
    if (!this.#controls.has(name)) this.#problem(place, `'${name}' is no input and no driver moves it`);
  }

  #number(value: unknown, place: string): void {
    if (!isNumber(value)) this.#problem(place, 'must be a number');
  }

  #object(value: unknown, place: string, keys?: readonly string[]): Record<string, unknown> {
    if (!isObject(value)) {
      this.#problem(place, 'must be an object');
      return {};
    }
    for (const key of keys ? Object.keys(value) : []) {
      if (!keys?.includes(key)) this.#problem(`${place}.${key}`, 'is unknown');
    }
    return value;
  }

  #problem(place: string, text: string): void {
    this.problems.push(`${place} ${text}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}
