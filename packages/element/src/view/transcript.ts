import type { ServerMessage, SpeechEnd, SpeechStart, TurnEnded } from '@troupe/protocol';
import type { Lines, Speaker } from './lines-view.js';

type SpeechOf = Pick<SpeechEnd, 'epoch' | 'utterance'>;

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

/** A question that the person goes on with. */
interface TakenBack {
  readonly turn: number;
  readonly text: string;
}

/** The conversation in writing: what the person said, what the presenter answered, and what of it was heard when it was stopped. */
export class Transcript {
  readonly #lines: Lines;
  readonly #words: SpokenWords;
  #greeting: Greeting | undefined;
  #takenBack: TakenBack | undefined;

  /**
   * @param lines Where it is written.
   * @param words Says which words utterances have.
   */
  constructor(lines: Lines, words: SpokenWords) {
    this.#lines = lines;
    this.#words = words;
  }

  /** A new session begins; turns count anew. */
  begin(): void {
    this.#greeting = undefined;
    this.#takenBack = undefined;
  }

  /** Takes a message of the server. */
  take(message: ServerMessage): void {
    switch (message.type) {
      case 'transcript.delta':
        this.#continueQuestion(message.turn);
        this.#lines.write(keyOf('person', message.turn), 'person', message.text, { open: true });
        break;
      case 'transcript.end':
        if (message.written) {
          this.#leaveQuestion(message.turn);
        } else {
          this.#continueQuestion(message.turn);
        }

        this.#takenBack = undefined;
        this.#lines.write(keyOf('person', message.turn), 'person', message.text);
        break;
      case 'reply.delta': {
        const key = keyOf('presenter', message.turn);
        this.#lines.write(key, 'presenter', (this.#lines.textOf(key) ?? '') + message.text, { open: true });
        break;
      }
      case 'reply.end':
        this.#lines.write(keyOf('presenter', message.turn), 'presenter', message.text);
        break;
      case 'speech.start':
        if (message.turn === undefined) {
          this.#startGreeting(message);
        }

        break;
      case 'speech.delta':
        if (this.#greeting !== undefined && sameSpeech(this.#greeting, message)) {
          this.#lines.write(this.#greeting.line, 'presenter', this.#words.textOf(message.epoch, message.utterance));
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
        if (message.takenBack) {
          this.#takeBack(message);
        } else {
          this.#endAnswer(message);
        }

        break;
    }
  }

  #startGreeting({ epoch, utterance, resumes }: SpeechStart): void {
    const goesOn = resumes !== undefined && this.#greeting?.utterance === resumes.utterance;
    const line = goesOn ? this.#greeting!.line : keyOf('presenter', `u${epoch}/${utterance}`);
    this.#greeting = { line, epoch, utterance, whole: false };
    if (!goesOn) {
      this.#lines.write(line, 'presenter', '', { open: true });
    }
  }

  /** A greeting is no turn of its own: nobody else tells what was heard of it. */
  #stopGreeting(resumable: boolean): void {
    const greeting = this.#greeting;
    if (greeting !== undefined) {
      const heard = this.#words.heardOf(greeting.epoch, greeting.utterance);
      if (!greeting.whole || heard !== this.#lines.textOf(greeting.line)) {
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
      this.#lines.write(line, 'presenter', paused === '' ? '' : cutOff(paused));
      this.#lines.note(line, 'stopped here');
    }
  }

  #endAnswer({ turn, reason, heard }: TurnEnded): void {
    const line = keyOf('presenter', turn);
    const text = this.#lines.textOf(line);
    if (text === undefined) {
      return;
    }

    if (reason === 'completed') {
      this.#lines.write(line, 'presenter', text);
      return;
    }

    if (reason === 'interrupted' && heard !== undefined) {
      this.#lines.write(line, 'presenter', cutOff(heard));
    }

    this.#lines.note(line, reason === 'interrupted' ? 'stopped here' : 'could not be finished');
  }

  /** The question will come again with what the person adds; of the answer stays what was heard, if anything was. */
  #takeBack(ended: TurnEnded): void {
    const text = this.#lines.textOf(keyOf('person', ended.turn));
    this.#takenBack = text === undefined ? undefined : { turn: ended.turn, text };
    if (ended.heard) {
      this.#endAnswer(ended);
    } else {
      this.#lines.remove(keyOf('presenter', ended.turn));
    }
  }

  /** The line of the question that was taken back becomes that of the whole one. */
  #continueQuestion(turn: number): void {
    if (this.#takenBack !== undefined && this.#lines.textOf(keyOf('person', turn)) === undefined) {
      this.#lines.rename(keyOf('person', this.#takenBack.turn), keyOf('person', turn));
    }
  }

  /** The person writes instead of going on: what they had said stays as it was. */
  #leaveQuestion(turn: number): void {
    if (this.#takenBack !== undefined) {
      const line = keyOf('person', this.#takenBack.turn);
      this.#lines.rename(keyOf('person', turn), line);
      this.#lines.write(line, 'person', this.#takenBack.text);
    }
  }
}

/** Words after which more would have come. */
function cutOff(heard: string): string {
  return `${heard.replace(/[.,;:]+$/, '')}…`;
}

function keyOf(speaker: Speaker, id: number | string): string {
  return `${speaker}/${id}`;
}

function sameSpeech(one: SpeechOf, other: SpeechOf): boolean {
  return one.epoch === other.epoch && one.utterance === other.utterance;
}
