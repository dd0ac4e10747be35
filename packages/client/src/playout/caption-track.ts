import type { Caption } from '@troupe/protocol';

/** A line of captions at a moment. */
export interface CaptionMoment {
  /** The line. */
  readonly caption: Caption;
  /** Position of the word that is heard, or was heard last; -1 before the first. */
  readonly word: number;
}

/** The captions of one utterance, read by the playout clock. */
export class CaptionTrack {
  readonly #captions: Caption[] = [];

  /** Takes further lines, in order of their start. */
  add(captions: readonly Caption[]): void {
    this.#captions.push(...captions);
  }

  /** Every line so far. */
  get lines(): readonly Caption[] {
    return this.#captions;
  }

  /** The words that began before a position in milliseconds; of a line without words, the line. */
  before(position: number): string {
    return this.#captions
      .flatMap((line): readonly Pick<Caption, 'text' | 'start'>[] => (line.words.length > 0 ? line.words : [line]))
      .filter(({ start }) => start < position)
      .map(({ text }) => text)
      .join(' ');
  }

  /** The line at a position in milliseconds: it stays until the next one starts. Undefined before the first. */
  at(position: number): CaptionMoment | undefined {
    const caption = this.#captions.findLast((line) => line.start <= position);
    return caption === undefined ? undefined : { caption, word: caption.words.findLastIndex((word) => word.start <= position) };
  }
}
