/** How far a playhead may run ahead of or behind the clock from one frame to the next, in milliseconds and in parts of the frame: what a smoothed clock makes up. */
const SLACK = 8;
const SLACK_OF_FRAME = 0.3;
/** A position that stands for so long is no sound: the clock waits for up to 33 ms for a device that fell behind. */
const LONGEST_STAND = 45;
/** Below this part of the clock's speed a position stands. */
const STANDING = 0.25;

/** What is heard, as one frame sees it. */
export interface WatchedPlayhead {
  readonly epoch: number;
  readonly utterance: number;
  readonly position: number;
  readonly playing?: boolean | undefined;
}

/** Tells from frame to frame whether sound goes on, stands or has jumped. */
export class PlayheadWatch {
  #last: WatchedPlayhead | undefined;
  #now = Number.NEGATIVE_INFINITY;
  #stoodFor = 0;
  /** Whether nothing is heard at this moment. */
  stalled = false;
  /** Whether what is heard does not follow on what the last frame showed. */
  jumped = false;

  /**
   * Looks at a frame.
   *
   * @param longest Milliseconds of the longest frame across which standing and jumps are seen.
   */
  look(playhead: WatchedPlayhead | undefined, now: number, longest: number): void {
    const elapsed = now - this.#now;
    const last = this.#last;
    const same = playhead !== undefined && last !== undefined && last.epoch === playhead.epoch && last.utterance === playhead.utterance;
    const moved = same ? playhead.position - last.position : elapsed;
    this.#stoodFor = same && elapsed <= longest && Math.abs(moved) < STANDING * elapsed ? this.#stoodFor + elapsed : 0;
    this.jumped = same && elapsed <= longest && this.#stoodFor === 0 && Math.abs(moved - elapsed) > SLACK + SLACK_OF_FRAME * elapsed;
    this.stalled = playhead?.playing === false || this.#stoodFor > LONGEST_STAND;
    this.#last = playhead && { ...playhead };
    this.#now = now;
  }
}
