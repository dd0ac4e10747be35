import type { MicrophoneState, SessionClose, SessionState } from '@troupe/client';
import type { EngineCard } from '@troupe/protocol';

/** What a person reads about a session's state. */
export function statusWords(state: SessionState, microphone: MicrophoneState, name: string): string {
  switch (state) {
    case 'idle':
      return 'Ready when you are';
    case 'connecting':
      return 'Connecting…';
    case 'listening':
      return microphone === 'open' ? 'Listening' : microphone === 'opening' ? 'Opening the microphone…' : 'Your turn';
    case 'endpointing':
      return 'Listening…';
    case 'thinking':
      return `${name} is thinking…`;
    case 'speaking':
      return `${name} is speaking`;
    case 'interrupted':
      return 'Stopped';
    case 'reconnecting':
      return 'Connection lost, reconnecting…';
    case 'ended':
      return 'The conversation is over';
  }
}

/** What a person reads where no conversation is under way. */
export interface WelcomeWords {
  readonly title: string;
  readonly text: string;
  readonly button: string;
}

/**
 * Invites a person to begin, or to begin again.
 *
 * @param close How the last session ended; undefined before the first.
 * @param begun Whether it had begun.
 * @param explained Whether a message elsewhere says already what went wrong.
 */
export function welcomeWords(close: SessionClose | undefined, begun: boolean, explained: boolean): WelcomeWords {
  if (close === undefined) {
    return { title: 'Ask me anything', text: 'Talk, or write a message. The microphone is off until you turn it on.', button: 'Start talking' };
  }

  return {
    title: begun ? 'The conversation is over' : 'Not connected',
    text: explained ? '' : close.message,
    button: begun ? 'Start again' : 'Try again',
  };
}

/** What a person reads about engines that are missing, one sentence each, with what is still possible. */
export function missingEngineNotes(engines: readonly EngineCard[]): readonly string[] {
  const missing = (...parts: string[]): EngineCard | undefined => engines.find((engine) => parts.includes(engine.part) && !engine.ready);
  const notes: string[] = [];
  const ears = missing('voiceActivity', 'recognizer');
  if (ears !== undefined) {
    notes.push(`Voice input is not available: ${reason(ears)} You can type.`);
  }

  const voice = missing('synthesizer');
  if (voice !== undefined) {
    notes.push(`Voice output is not available: ${reason(voice)} Answers come in writing.`);
  }

  const writer = missing('writer');
  if (writer !== undefined) {
    notes.push(`Answers are not available: ${reason(writer)}`);
  }

  return notes;
}

function reason(engine: EngineCard): string {
  const note = engine.note?.trim() || 'its engine is missing.';
  return /[.!?]$/.test(note) ? note : `${note}.`;
}
