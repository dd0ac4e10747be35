import { PerformanceError } from './performance-error.js';

const WHOLE = 2 ** 31;

/** A value of a JSON document with the way to it, so that what does not fit is told with its place. Every member throws a {@link PerformanceError} when the value is of another kind. */
export class JsonPlace {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path = '') {
    this.#value = value;
    this.#path = path;
  }

  /** A field of an object, or undefined when it is absent or null. */
  find(name: string): JsonPlace | undefined {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value)) throw this.#instead('an object');
    const value = Object.hasOwn(this.#value, name) ? (this.#value as Record<string, unknown>)[name] : undefined;
    return value === undefined || value === null ? undefined : new JsonPlace(value, this.#path === '' ? name : `${this.#path}.${name}`);
  }

  /** A field that must be there; `what` it holds, in words. */
  need(name: string, what: string): JsonPlace {
    const found = this.find(name);
    if (found === undefined) throw this.#wrong(`'${name}' is missing: ${what}.`);
    return found;
  }

  /** The items of a list. */
  list<Item>(read: (item: JsonPlace) => Item): Item[] {
    if (!Array.isArray(this.#value)) throw this.#instead('a list');
    return this.#value.map((item, index) => read(new JsonPlace(item, `${this.#path}[${index}]`)));
  }

  /** The items of a field that may be left out. */
  listOf<Item>(name: string, read: (item: JsonPlace) => Item): Item[] {
    return this.find(name)?.list(read) ?? [];
  }

  /** A finite number. */
  number(): number {
    if (typeof this.#value !== 'number') throw this.#instead('a number');
    if (!Number.isFinite(this.#value)) throw this.#wrong(`${this.#value} is too large a number.`);
    return this.#value;
  }

  /** A whole number of 32 bits. */
  whole(): number {
    if (typeof this.#value !== 'number') throw this.#instead('a whole number');
    if (!Number.isInteger(this.#value) || this.#value < -WHOLE || this.#value >= WHOLE) throw this.#wrong(`${this.#value} is no whole number of 32 bits.`);
    return this.#value;
  }

  /** A whole number of 32 bits from 0 on. */
  count(): number {
    if (typeof this.#value !== 'number') throw this.#instead('a whole number');
    if (!Number.isInteger(this.#value) || this.#value < 0 || this.#value >= 2 * WHOLE) throw this.#wrong(`${this.#value} is no whole number of 32 bits from 0 on.`);
    return this.#value;
  }

  /** A text. */
  text(): string {
    if (typeof this.#value !== 'string') throw this.#instead('a text');
    if (/\p{Surrogate}/u.test(this.#value)) throw this.#wrong('the text holds half a character (a surrogate without its pair).');
    return this.#value;
  }

  /** True or false. */
  truth(): boolean {
    if (typeof this.#value !== 'boolean') throw this.#instead('true or false');
    return this.#value;
  }

  #instead(what: string): PerformanceError {
    return this.#wrong(`${shown(this.#value)} stands where ${what} belongs.`);
  }

  #wrong(reason: string): PerformanceError {
    return new PerformanceError(this.#path, reason);
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
