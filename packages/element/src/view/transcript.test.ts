import type { ServerMessage } from '@troupe/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Lines, Speaker } from './lines-view.js';
import { Transcript } from './transcript.js';

interface Line {
  readonly speaker: Speaker;
  text: string;
  open: boolean;
  readonly notes: string[];
}

/** Lines as they would be read, and which of them is which. */
class WrittenLines implements Lines {
  readonly all: Line[] = [];
  readonly #keys = new Map<string, Line>();

  get texts(): readonly string[] {
    return this.all.map(({ speaker, text, open, notes }) => `${speaker}: ${text}${open ? ' (open)' : ''}${notes.map((note) => ` [${note}]`).join('')}`);
  }

  textOf(key: string): string | undefined {
    return this.#keys.get(key)?.text;
  }

  write(key: string, speaker: Speaker, text: string, { open = false }: { readonly open?: boolean } = {}): void {
    const line = this.#keys.get(key) ?? { speaker, text, open, notes: [] };
    if (!this.#keys.has(key)) {
      this.#keys.set(key, line);
      this.all.push(line);
    }

    line.text = text;
    line.open = open;
  }

  rename(key: string, to: string): void {
    const line = this.#keys.get(key);
    if (line !== undefined) {
      this.#keys.delete(key);
      this.#keys.set(to, line);
    }
  }

  remove(key: string): void {
    const line = this.#keys.get(key);
    this.#keys.delete(key);
    this.all.splice(this.all.indexOf(line!), line === undefined ? 0 : 1);
  }

  note(key: string, text: string): void {
    this.#keys.get(key)?.notes.push(text);
  }
}

const FIRST = 'how much is a ticket';
const WHOLE = 'how much is a ticket for two adults';

describe('Transcript', () => {
  let lines: WrittenLines;
  let transcript: Transcript;

  const take = (...messages: readonly object[]): void => messages.forEach((message) => transcript.take(message as ServerMessage));
  const asked = (turn: number, text: string): object => ({ type: 'transcript.end', turn, text, written: false });
  const ended = (turn: number, heard: string, takenBack = true): object => ({ type: 'turn.ended', turn, reason: 'interrupted', heard, takenBack });

  beforeEach(() => {
    lines = new WrittenLines();
    transcript = new Transcript(lines, { heardOf: () => '', textOf: () => '' });
    transcript.begin();
    take(asked(1, FIRST), { type: 'turn.started', turn: 1, epoch: 1 }, { type: 'reply.delta', turn: 1, text: 'Twelve dollars.' });
  });

  it('keeps both questions when an answer was interrupted', () => {
    take(ended(1, 'Twelve', false), asked(2, 'for two adults'));
    expect(lines.texts).toEqual([`person: ${FIRST}`, 'presenter: Twelve… [stopped here]', 'person: for two adults']);
  });

  it.each([
    ['Twelve dollars, or', 'Twelve dollars, or…'],
    ['Twelve dollars,', 'Twelve dollars…'],
    ['Twelve dollars.', 'Twelve dollars…'],
    ['Twelve dollars?', 'Twelve dollars?…'],
    ['', '…'],
  ])('shows that more would have come after "%s"', (heard, shown) => {
    take(ended(1, heard, false));
    expect(lines.texts.at(-1)).toBe(`presenter: ${shown} [stopped here]`);
  });

  it('goes on in the line of a question that was taken back, and drops the answer that nobody heard', () => {
    const [question] = lines.all;
    take(ended(1, ''));
    expect(lines.texts).toEqual([`person: ${FIRST}`]);
    take({ type: 'transcript.delta', turn: 2, text: `${FIRST} for` });
    expect(lines.texts).toEqual([`person: ${FIRST} for (open)`]);
    take(asked(2, WHOLE), { type: 'reply.end', turn: 2, text: 'Twenty-four.' });
    expect(lines.texts).toEqual([`person: ${WHOLE}`, 'presenter: Twenty-four.']);
    expect(lines.all[0]).toBe(question);
  });

  it('keeps what was heard of an answer to a question that was taken back', () => {
    take(ended(1, 'Twelve'), asked(2, WHOLE));
    expect(lines.texts).toEqual([`person: ${WHOLE}`, 'presenter: Twelve… [stopped here]']);
  });

  it('shows one question however often it is taken back', () => {
    take(ended(1, ''), asked(2, `${FIRST} for two`), ended(2, ''), { type: 'transcript.delta', turn: 3, text: WHOLE }, asked(3, WHOLE));
    expect(lines.texts).toEqual([`person: ${WHOLE}`]);
  });

  it('shows a question once that is asked again because what followed was nothing', () => {
    take(ended(1, ''), asked(2, FIRST), ended(2, 'Twelve', false), asked(3, 'thank you'));
    expect(lines.texts).toEqual([`person: ${FIRST}`, 'person: thank you']);
  });

  it('leaves the question as it was when the person writes instead of going on', () => {
    take(ended(1, ''), { type: 'transcript.delta', turn: 2, text: `${FIRST} for` }, { type: 'transcript.end', turn: 2, text: 'Are you open?', written: true });
    expect(lines.texts).toEqual([`person: ${FIRST}`, 'person: Are you open?']);
    take(asked(3, 'tomorrow'));
    expect(lines.texts.at(-1)).toBe('person: tomorrow');
    expect(lines.all).toHaveLength(3);
  });

  it('forgets what was taken back when another session begins', () => {
    take(ended(1, ''));
    transcript.begin();
    take(asked(5, 'hello'));
    expect(lines.texts).toEqual([`person: ${FIRST}`, 'person: hello']);
  });
});
