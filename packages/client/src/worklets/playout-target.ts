/** Bounds and habits of a {@link PlayoutTarget}, in seconds. */
export interface PlayoutTargetOptions {
  /** What must wait at least. Default: 0.02, one packet. */
  readonly least?: number;
  /** Added to the spread of arrival times. Default: 0.02: the packet that plays while the next one is on its way. */
  readonly margin?: number;
  /** The spread that is assumed before any was seen. Default: 0.04; halved by every 2 s of speech that comes more evenly. */
  readonly first?: number;
}

const MOST = 0.12;
/** Of the spread that is remembered from packet to packet: at 20 ms it halves in about 2 s. */
const MEMORY = 0.993;
/** What the spread was larger by, at least, when the sound ran dry. */
const MISSED = 0.02;

/**
 * How much speech must wait before playing begins: as little as the link allows.
 *
 * The server sends 200 ms ahead of real time, so the buffer fills by itself once playing has begun; the target only has to bridge what the
 * first packets may lack. It grows at once with what is late and shrinks slowly.
 */
export class PlayoutTarget {
  readonly #least: number;
  readonly #margin: number;
  #spread: number;

  constructor({ least = 0.02, margin = 0.02, first = 0.04 }: PlayoutTargetOptions = {}) {
    this.#least = least;
    this.#margin = margin;
    this.#spread = first;
  }

  /** The target at this moment, in seconds. */
  get seconds(): number {
    return Math.min(MOST, Math.max(this.#least, this.#margin + this.#spread));
  }

  /** A packet came that many seconds later, relative to its place in the utterance, than the earliest of it. */
  arrived(late: number): void {
    this.#spread = Math.max(late, this.#spread * MEMORY);
  }

  /** The sound ran dry in the middle of an utterance. */
  missed(): void {
    this.#spread = Math.min(MOST - this.#margin, this.#spread + MISSED);
  }
}
