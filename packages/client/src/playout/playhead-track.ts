import type { PlayoutReport } from '../worklets/messages.js';
import type { Playhead } from './speech-output.js';

/** Milliseconds for which the position runs on without a report; they come every 50 ms while sound plays. */
const LONGEST_GUESS = 250;

/**
 * Turns reports of what was computed into what is heard: a report becomes true when its time leaves the loudspeaker.
 *
 * Every beginning, underrun and end is an anchor of its own, so the position never drifts from the sound.
 */
export class PlayheadTrack {
  readonly #coming: PlayoutReport[] = [];
  #current: PlayoutReport | undefined;
  #clearedThrough = 0;

  /** Takes a report, in order of time. */
  add(report: PlayoutReport): void {
    if (report.epoch > this.#clearedThrough) {
      this.#coming.push(report);
    }
  }

  /** Forgets everything up to an epoch. */
  clear(epoch: number): void {
    this.#clearedThrough = Math.max(this.#clearedThrough, epoch);
    this.#coming.splice(0, this.#coming.length, ...this.#coming.filter((report) => report.epoch > epoch));
    if (this.#current !== undefined && this.#current.epoch <= epoch) {
      this.#current = undefined;
    }
  }

  /** Moves to a time of the AudioContext, in seconds, and calls back for each change that is heard by then. */
  advance(time: number, changed: (playhead: Playhead) => void): void {
    for (let next = this.#coming[0]; next !== undefined && next.time <= time; next = this.#coming[0]) {
      const previous = this.#current;
      this.#coming.shift();
      this.#current = next.ended ? undefined : next;
      if (previous === undefined || !sameUtterance(previous, next) || previous.playing !== next.playing) {
        changed(playheadOf(next, next.ended ? next.position : this.#positionAt(next, time)));
      }
    }
  }

  /** Where the ear is at a time that was advanced to; undefined when nothing is heard. */
  at(time: number): Playhead | undefined {
    const current = this.#current;
    return current && playheadOf(current, this.#positionAt(current, time));
  }

  /** Where the ear is since a report, before the next one is heard. */
  #positionAt(report: PlayoutReport, time: number): number {
    const next = this.#coming[0];
    const limit = next !== undefined && sameUtterance(next, report) ? next.position : report.position + LONGEST_GUESS;
    const elapsed = report.playing ? Math.max(0, time - report.time) * 1000 : 0;
    return Math.min(limit, report.position + elapsed);
  }
}

function playheadOf(report: PlayoutReport, position: number): Playhead {
  const { epoch, utterance, playing, ended } = report;
  return { epoch, utterance, position, playing, ended };
}

function sameUtterance(first: PlayoutReport, second: PlayoutReport): boolean {
  return first.epoch === second.epoch && first.utterance === second.utterance;
}
