import type { ServerMessage } from '@troupe/protocol';

/** Distance from the end in CSS pixels within which new lines keep the end in view. */
const NEAR_END = 80;

/** The conversation in writing: what the person said, what the presenter answered, and what of it was heard when it was stopped. */
export class TranscriptView {
  readonly #list: HTMLElement;
  readonly #lines = new Map<string, HTMLElement>();
  readonly #heardOf: (epoch: number, utterance: number) => string;
  #round = 0;
  #name = 'Presenter';
  #greeting: { readonly epoch: number; readonly utterance: number; readonly whole: boolean } | undefined;

  /**
   * @param list Where the lines go.
   * @param heardOf Says which words of an utterance were heard.
   */
  constructor(list: HTMLElement, heardOf: (epoch: number, utterance: number) => string) {
    this.#list = list;
    this.#heardOf = heardOf;
  }

  /** Whether nothing was said yet. */
  get empty(): boolean {
    return this.#list.childElementCount === 0;
  }

  /** A new session begins; turns count anew. */
  begin(name: string): void {
    this.#round++;
    this.#name = name;
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
      case 'speech.delta':
        this.#greet(utteranceId(message), message.captions?.map((caption) => caption.text).join(' '));
        break;
      case 'speech.start':
        if (message.turn === undefined) {
          this.#greeting = { ...message, whole: false };
          this.#write('presenter', utteranceId(message), '', { open: true });
        }

        break;
      case 'speech.end':
        if (this.#greeting?.epoch === message.epoch && this.#greeting.utterance === message.utterance) {
          this.#greeting = { ...message, whole: true };
        }

        break;
      case 'turn.interrupted':
        if (message.turn === undefined) {
          this.#stopGreeting();
        }

        break;
      case 'turn.ended':
        this.#endTurn(message.turn, message.reason, message.heard);
        break;
    }
  }

  #greet(id: string, text: string | undefined): void {
    const soFar = this.#textOf('presenter', id);
    if (soFar !== undefined && text !== undefined) {
      this.#write('presenter', id, `${soFar} ${text}`.trim(), {});
    }
  }

  /** A greeting is no turn of its own: nobody else tells what was heard of it. */
  #stopGreeting(): void {
    if (this.#greeting !== undefined) {
      const id = utteranceId(this.#greeting);
      const heard = this.#heardOf(this.#greeting.epoch, this.#greeting.utterance);
      if (this.#greeting.whole && heard === this.#textOf('presenter', id)) {
        return;
      }

      this.#write('presenter', id, heard === '' ? '' : `${heard}…`, {});
      this.#note(this.#lines.get(this.#keyOf('presenter', id))!, 'stopped here');
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

function utteranceId(speech: { readonly epoch: number; readonly utterance: number }): string {
  return `u${speech.epoch}/${speech.utterance}`;
}
