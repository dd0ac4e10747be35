import type { Caption, CaptionWord } from '@troupe/protocol';

/** A line of captions at a moment. */
export interface CaptionMoment {
  /** The line. */
  readonly caption: Caption;
  /** Position of the word that is heard, or was heard last; -1 before the first. */
  readonly word: number;
}

/** What an utterance goes on with: an earlier one that was stopped at a position in milliseconds. */
export interface Continued {
  readonly track: CaptionTrack;
  readonly position: number;
}

/** The captions of one utterance, read by the playout clock. */
export class CaptionTrack {
  readonly #captions: Caption[] = [];
  #cut: Caption | undefined;
  /** Where the line that was added last begins: another version of it begins there too. */
  #last: number | undefined;

  /**
   * @param continued What it goes on with: the lines that were heard stay, at times before zero, and the line that was cut off is completed by
   * the first one that is added, no word twice.
   */
  constructor(continued?: Continued) {
    if (continued !== undefined) {
      const lines = continued.track.lines.filter((line) => line.start < continued.position).map((line) => earlier(line, continued.position));
      const last = lines.at(-1);
      const heard = last?.words.filter((word) => word.start < 0) ?? [];
      if (last !== undefined && heard.length < last.words.length) {
        this.#cut = last;
        lines.splice(-1, 1, withWords(last, heard));
      }

      this.#captions.push(...lines);
    }
  }

  /** Takes further lines, in order of their start; one that begins where the line before it began takes its place: the times of its words are better known. */
  add(captions: readonly Caption[]): void {
    for (const line of captions) {
      const isAgain = line.start === this.#last;
      this.#cut = isAgain || this.#last === undefined ? this.#cut : undefined;
      this.#last = line.start;
      this.#captions.splice(this.#captions.length - (isAgain || this.#cut !== undefined ? 1 : 0), 1, this.#cut === undefined ? line : completed(this.#cut, line));
    }
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

/** A line that was cut off, with the rest of it: the words before the rest keep their place. */
function completed(cut: Caption, rest: Caption): Caption {
  const words = [...cut.words.slice(0, overlapOf(cut.words, rest.words)), ...rest.words];
  return { ...withWords(cut, words), duration: rest.start + rest.duration - cut.start };
}

/**
 * How many words of a line stand before its rest: those that had ended, unless the rest begins with others of the line. The voice may say a
 * word again that was cut in two.
 */
function overlapOf(words: readonly CaptionWord[], rest: readonly CaptionWord[]): number {
  const ended = words.filter((word) => word.start + word.duration <= 0).length;
  const begins = (from: number): boolean => words.slice(from).every((word, index) => rest[index] === undefined || rest[index].text === word.text);
  const candidates = words.map((_, index) => index).filter((from) => rest.length > 0 && begins(from));
  return candidates.sort((one, other) => Math.abs(one - ended) - Math.abs(other - ended))[0] ?? ended;
}

function earlier(line: Caption, by: number): Caption {
  return { ...line, start: line.start - by, words: line.words.map((word) => ({ ...word, start: word.start - by })) };
}

function withWords(line: Caption, words: readonly CaptionWord[]): Caption {
  return { ...line, text: words.map((word) => word.text).join(' '), words };
}
