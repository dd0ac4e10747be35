import { CaptionTrack, type Heard } from '@troupe/client';
import type { Caption, SpeechDelta, SpeechStart } from '@troupe/protocol';

/** Milliseconds for which the last line stays after its sound ended. */
const LINGER = 1500;

/** Where speech was stopped that may go on. */
interface Paused {
  readonly utterance: number;
  readonly track: CaptionTrack;
  /** What was heard of the line. */
  readonly line: Caption | undefined;
}

/** Shows the line that is heard, its words lighting up as they are heard, and what was heard of it while the presenter may still go on. */
export class CaptionsView {
  readonly #element: HTMLElement;
  readonly #tracks = new Map<string, { epoch: number; track: CaptionTrack }>();
  #line: Caption | undefined;
  #word = -1;
  #heardAt = Number.NEGATIVE_INFINITY;
  #heard: Heard | undefined;
  #paused: Paused | undefined;
  #clearedThrough = 0;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.hidden = true;
  }

  /** Drops everything: another session begins, whose epochs count anew. */
  begin(): void {
    this.#tracks.clear();
    this.#clearedThrough = 0;
    this.#heard = undefined;
    this.#hide();
  }

  /** An utterance begins; one that goes on with another continues its lines. */
  start({ epoch, utterance, resumes }: SpeechStart): void {
    const paused = this.#paused;
    if (resumes !== undefined && paused?.utterance === resumes.utterance) {
      this.#tracks.set(keyOf({ epoch, utterance }), { epoch, track: new CaptionTrack({ track: paused.track, position: resumes.position }) });
    }
  }

  /** Takes captions ahead of their sound; those of a cleared epoch come too late. */
  add(delta: SpeechDelta): void {
    if (delta.captions !== undefined && delta.epoch > this.#clearedThrough) {
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

  /** All words of an utterance so far, with those that it goes on with. */
  textOf(epoch: number, utterance: number): string {
    return this.#tracks.get(keyOf({ epoch, utterance }))?.track.before(Number.POSITIVE_INFINITY) ?? '';
  }

  /** Drops everything up to an epoch. Of what may go on, the words that were heard stay, dimmed. */
  clear(epoch: number, resumable: boolean): void {
    const heard = this.#heard;
    const track = heard !== undefined && heard.epoch <= epoch ? this.#tracks.get(keyOf(heard))?.track : undefined;
    this.#clearedThrough = Math.max(this.#clearedThrough, epoch);
    for (const [key, entry] of this.#tracks) {
      if (entry.epoch <= epoch) {
        this.#tracks.delete(key);
      }
    }

    this.#hide();
    if (resumable && heard !== undefined && track !== undefined) {
      const line = new CaptionTrack({ track, position: heard.position }).at(0)?.caption;
      this.#paused = { utterance: heard.utterance, track, line };
      this.#element.classList.add('paused');
      this.#show(line, Number.POSITIVE_INFINITY);
    }
  }

  /** What was stopped will not go on; what is heard at this moment stays. */
  giveUp(): void {
    if (this.#paused !== undefined) {
      this.#hide();
    }
  }

  #hide(): void {
    this.#paused = undefined;
    this.#element.classList.remove('paused');
    this.#show(undefined, -1);
  }

  /** Shows what is heard at this moment. */
  update(heard: Heard | undefined, now: number): void {
    if (heard === undefined) {
      if (this.#paused === undefined) {
        const lingers = this.#line !== undefined && now - this.#heardAt <= LINGER;
        this.#show(lingers ? this.#line : undefined, lingers ? Number.POSITIVE_INFINITY : -1);
      }

      return;
    }

    this.#paused = undefined;
    this.#element.classList.remove('paused');
    this.#heardAt = now;
    this.#heard = heard;
    const moment = this.#tracks.get(keyOf(heard))?.track.at(heard.position);
    this.#show(moment?.caption, moment?.word ?? -1);
  }

  #show(line: Caption | undefined, word: number): void {
    if (line !== this.#line) {
      // Only the times of its words are other ones: what is lit stays lit.
      const isSame = line !== undefined && this.#line !== undefined && textOf(line) === textOf(this.#line);
      this.#line = line;
      if (isSame) {
        this.#light(word);
        return;
      }

      this.#word = -1;
      this.#element.hidden = line === undefined;
      this.#element.replaceChildren(...(line === undefined ? [] : spansOf(line)));
    }

    this.#light(word);
  }

  #light(word: number): void {
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

function wordsOf(line: Caption): readonly string[] {
  return line.words.length > 0 ? line.words.map((word) => word.text) : [line.text];
}

function textOf(line: Caption): string {
  return wordsOf(line).join(' ');
}

function spansOf(line: Caption): Node[] {
  return wordsOf(line).flatMap((word, index) => {
    const span = document.createElement('span');
    span.textContent = word;
    return index === 0 ? [span] : [document.createTextNode(' '), span];
  });
}
