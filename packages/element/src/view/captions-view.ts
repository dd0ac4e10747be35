import { CaptionTrack, type Heard } from '@troupe/client';
import type { Caption, SpeechDelta } from '@troupe/protocol';

/** Milliseconds for which the last line stays after its sound ended. */
const LINGER = 1500;

/** Shows the line that is heard, its words lighting up as they are heard. */
export class CaptionsView {
  readonly #element: HTMLElement;
  readonly #tracks = new Map<string, { epoch: number; track: CaptionTrack }>();
  #line: Caption | undefined;
  #word = -1;
  #heardAt = Number.NEGATIVE_INFINITY;
  #heard: Heard | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.hidden = true;
  }

  /** Takes captions ahead of their sound. */
  add(delta: SpeechDelta): void {
    if (delta.captions !== undefined) {
      const key = keyOf(delta);
      const entry = this.#tracks.get(key) ?? { epoch: delta.epoch, track: new CaptionTrack() };
      this.#tracks.set(key, entry);
      entry.track.add(delta.captions);
    }
  }

  /** The words of an utterance that were heard, at least in part. */
  heardOf(epoch: number, utterance: number): string {
    const heard = this.#heard;
    return heard?.epoch === epoch && heard.utterance === utterance ? (this.#tracks.get(keyOf(heard))?.track.before(heard.position) ?? '') : '';
  }

  /** Drops everything up to an epoch and hides the line. */
  clear(epoch: number): void {
    for (const [key, entry] of this.#tracks) {
      if (entry.epoch <= epoch) {
        this.#tracks.delete(key);
      }
    }

    this.#show(undefined, -1);
  }

  /** Shows what is heard at this moment. */
  update(heard: Heard | undefined, now: number): void {
    if (heard === undefined) {
      const lingers = this.#line !== undefined && now - this.#heardAt <= LINGER;
      this.#show(lingers ? this.#line : undefined, lingers ? Number.POSITIVE_INFINITY : -1);
      return;
    }

    this.#heardAt = now;
    this.#heard = heard;
    const moment = this.#tracks.get(keyOf(heard))?.track.at(heard.position);
    this.#show(moment?.caption, moment?.word ?? -1);
  }

  #show(line: Caption | undefined, word: number): void {
    if (line !== this.#line) {
      this.#line = line;
      this.#word = -1;
      this.#element.hidden = line === undefined;
      this.#element.replaceChildren(...(line === undefined ? [] : spansOf(line)));
    }

    if (word !== this.#word) {
      this.#word = word;
      [...this.#element.children].forEach((span, index) => {
        span.classList.toggle('heard', index < word);
        span.classList.toggle('now', index === word);
      });
    }
  }
}

function keyOf(speech: { readonly epoch: number; readonly utterance: number }): string {
  return `${speech.epoch}/${speech.utterance}`;
}

function spansOf(line: Caption): Node[] {
  const words = line.words.length > 0 ? line.words.map((word) => word.text) : [line.text];
  return words.flatMap((word, index) => {
    const span = document.createElement('span');
    span.textContent = word;
    return index === 0 ? [span] : [document.createTextNode(' '), span];
  });
}
