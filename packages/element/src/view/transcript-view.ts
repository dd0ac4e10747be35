import type { ServerMessage, SpeechEnd, SpeechStart } from '@troupe/protocol';

type SpeechOf = Pick<SpeechEnd, 'epoch' | 'utterance'>;

/** Distance from the end in CSS pixels within which new lines keep the end in view. */
const NEAR_END = 80;

/** Knows the words of utterances. */
export interface SpokenWords {
  /** Those that were heard, at least in part. */
  heardOf(epoch: number, utterance: number): string;
  /** All so far, with those that it goes on with. */
  textOf(epoch: number, utterance: number): string;
}

/** What the presenter says unasked; it has no turn. */
interface Greeting {
  /** Its line: named by its first utterance, also where it goes on in another. */
  readonly line: string;
  readonly epoch: number;
  readonly utterance: number;
  /** Whether all of it came. */
  readonly whole: boolean;
  /** What was heard of it, while it may still go on. */
  readonly paused?: string;
}

/** The conversation in writing: what the person said, what the presenter answered, and what of it was heard when it was stopped. */
export class TranscriptView {
  readonly #list: HTMLElement;
  readonly #lines = new Map<string, HTMLElement>();
  readonly #words: SpokenWords;
  #round = 0;
  #name = 'Presenter';
  #greeting: Greeting | undefined;

  /**
   * @param list Where the lines go.
   * @param words Says which words utterances have.
   */
  constructor(list: HTMLElement, words: SpokenWords) {
    this.#list = list;
    this.#words = words;
  }

  /** Whether nothing was said yet. */
  get empty(): boolean {
    return this.#list.childElementCount === 0;
  }

  /** A new session begins; turns count anew. */
  begin(name: string): void {
    this.#round++;
    this.#name = name;
    this.#greeting = undefined;
  }

  /** Takes a message of the server. */
  take(message: ServerMessage): void {
    switch (message.type) {
      case 'transcript.delta':
        this.#write('person', message.turn, message.text, { open: true });
        break;
      case 'transcript.end':
        this.#write('person', message.turn, message.text, {});
        break;
      case 'reply.delta':
        this.#write('presenter', message.turn, (this.#textOf('presenter', message.turn) ?? '') + message.text, { open: true });
        break;
      case 'reply.end':
        this.#write('presenter', message.turn, message.text, {});
        break;
      case 'speech.start':
        if (message.turn === undefined) {
          this.#startGreeting(message);
        }

        break;
      case 'speech.delta':
        if (this.#greeting !== undefined && sameSpeech(this.#greeting, message)) {
          this.#write('presenter', this.#greeting.line, this.#words.textOf(message.epoch, message.utterance), {});
        }

        break;
      case 'speech.end':
        if (this.#greeting !== undefined && sameSpeech(this.#greeting, message)) {
          this.#greeting = { ...this.#greeting, whole: true };
        }

        break;
      case 'turn.interrupted':
        if (message.turn === undefined) {
          this.#stopGreeting(message.resumable);
        }

        break;
      case 'turn.started':
        this.#giveUpGreeting();
        break;
      case 'state.changed':
        if (message.state === 'listening' || message.state === 'endpointing') {
          this.#giveUpGreeting();
        }

        break;
      case 'turn.ended':
        this.#endTurn(message.turn, message.reason, message.heard);
        break;
    }
  }

  #startGreeting({ epoch, utterance, resumes }: SpeechStart): void {
    const goesOn = resumes !== undefined && this.#greeting?.utterance === resumes.utterance;
    const line = goesOn ? this.#greeting!.line : `u${epoch}/${utterance}`;
    this.#greeting = { line, epoch, utterance, whole: false };
    if (!goesOn) {
      this.#write('presenter', line, '', { open: true });
    }
  }

  /** A greeting is no turn of its own: nobody else tells what was heard of it. */
  #stopGreeting(resumable: boolean): void {
    const greeting = this.#greeting;
    if (greeting !== undefined) {
      const heard = this.#words.heardOf(greeting.epoch, greeting.utterance);
      if (!greeting.whole || heard !== this.#textOf('presenter', greeting.line)) {
        this.#greeting = { ...greeting, paused: heard };
        if (!resumable) {
          this.#giveUpGreeting();
        }
      }
    }
  }

  /** It will not go on: what was heard stays. */
  #giveUpGreeting(): void {
    const { line, paused } = this.#greeting ?? {};
    if (line !== undefined && paused !== undefined) {
      this.#greeting = undefined;
      this.#write('presenter', line, paused === '' ? '' : `${paused}…`, {});
      this.#note(this.#lines.get(this.#keyOf('presenter', line))!, 'stopped here');
    }
  }

  #endTurn(turn: number, reason: string, heard: string | undefined): void {
    const line = this.#lines.get(this.#keyOf('presenter', turn));
    if (line === undefined || reason === 'completed') {
      line?.classList.remove('open');
      return;
    }

    if (reason === 'interrupted' && heard !== undefined) {
      this.#write('presenter', turn, heard === '' ? '…' : `${heard}…`, {});
    }

    this.#note(line, reason === 'interrupted' ? 'stopped here' : 'could not be finished');
  }

  #note(line: HTMLElement, text: string): void {
    const note = document.createElement('small');
    note.textContent = text;
    line.append(note);
    this.#keepEnd(true);
  }

  #write(speaker: 'person' | 'presenter', id: number | string, text: string, options: { readonly open?: boolean }): void {
    const nearEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < NEAR_END;
    const line = this.#lines.get(this.#keyOf(speaker, id)) ?? this.#add(speaker, id);
    line.querySelector('p')!.textContent = text;
    line.classList.toggle('open', options.open ?? false);
    line.hidden = text === '';
    this.#keepEnd(nearEnd);
  }

  #add(speaker: 'person' | 'presenter', id: number | string): HTMLElement {
    const line = document.createElement('div');
    line.className = speaker;
    line.setAttribute('part', `line ${speaker}`);
    const name = document.createElement('span');
    name.textContent = speaker === 'person' ? 'You' : this.#name;
    line.append(name, document.createElement('p'));
    this.#lines.set(this.#keyOf(speaker, id), line);
    this.#list.append(line);
    return line;
  }

  #keepEnd(nearEnd: boolean): void {
    if (nearEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }

  #textOf(speaker: string, id: number | string): string | undefined {
    return this.#lines.get(this.#keyOf(speaker, id))?.querySelector('p')?.textContent ?? undefined;
  }

  #keyOf(speaker: string, id: number | string): string {
    return `${this.#round}/${speaker}/${id}`;
  }
}

function sameSpeech(one: SpeechOf, other: SpeechOf): boolean {
  return one.epoch === other.epoch && one.utterance === other.utterance;
}
