import type { Range } from './player.js';

/** Milliseconds: closer than this nothing is to be seen. */
const SHORTEST = 120;

/** Which part of the time is shown, and where a time lies on the picture. */
export class View {
  #duration = 0;
  #from = 0;
  #until = 1;
  /** Pixels of the picture. */
  width = 1;

  get from(): number {
    return this.#from;
  }

  get until(): number {
    return this.#until;
  }

  /** Whether all of the time is shown. */
  get whole(): boolean {
    return this.#from <= 0 && this.#until >= this.#duration;
  }

  /** Shows all of a duration. */
  fit(duration: number): void {
    this.#duration = Math.max(SHORTEST, duration);
    this.#from = 0;
    this.#until = this.#duration;
  }

  /** Shows a part. */
  show({ from, until }: Range): void {
    const length = Math.min(this.#duration, Math.max(SHORTEST, until - from));
    this.#from = Math.max(0, Math.min(this.#duration - length, from));
    this.#until = this.#from + length;
  }

  /** Comes closer to a time by a factor, or goes away from it below 1; the time stays where it is. */
  zoom(factor: number, about: number): void {
    const length = (this.#until - this.#from) / factor;
    const share = (about - this.#from) / (this.#until - this.#from);
    const from = about - share * length;
    this.show({ from, until: from + length });
  }

  /** Moves so that a time is seen: by whole pages, so that the picture stands still between. */
  follow(time: number): void {
    const length = this.#until - this.#from;
    if (time < this.#from || time > this.#until) this.show({ from: time - length * 0.05, until: time + length * 0.95 });
  }

  /** Where a time lies. */
  x(time: number): number {
    return ((time - this.#from) / (this.#until - this.#from)) * this.width;
  }

  /** Which time lies there. */
  time(x: number): number {
    return this.#from + (x / this.width) * (this.#until - this.#from);
  }
}
