import type { MicrophoneState, SessionClose, SessionState } from '@troupe/client';
import type { EngineCard, SessionEndReason } from '@troupe/protocol';

/** How the person has the floor by push-to-talk: not, by holding, or by a tap that keeps it. */
export type Holding = 'no' | 'held' | 'kept';

/** What a person reads about a session's state. */
export function statusWords(state: SessionState, microphone: MicrophoneState, name: string, holding: Holding = 'no'): string {
  if (holding !== 'no' && microphone === 'open' && (state === 'listening' || state === 'endpointing')) {
    return holding === 'held' ? 'Listening: let go when you are done' : 'Listening: press again when you are done';
  }

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
 * @param holds Whether people hold a button to talk.
 * @param nobody Whether there is nobody to talk to.
 */
export function welcomeWords(close: SessionClose | undefined, begun: boolean, explained: boolean, holds = false, nobody = false): WelcomeWords {
  if (close === undefined && nobody) {
    return { title: 'There is nobody here', text: '', button: 'Try again' };
  }

  if (close === undefined && holds) {
    return { title: 'Ask me anything', text: 'Hold the microphone button while you talk, or write a message.', button: 'Start' };
  }

  if (close === undefined) {
    return { title: 'Ask me anything', text: 'Talk, or write a message. The microphone is off until you turn it on.', button: 'Start talking' };
  }

  return {
    title: begun ? 'The conversation is over' : 'Not connected',
    text: explained ? '' : close.message,
    button: begun ? 'Start again' : 'Try again',
  };
}

/** What a person reads before a session ends by itself, with the milliseconds until then. */
export function warningWords(reason: SessionEndReason, remaining: number): string {
  const time = durationWords(Math.max(0, remaining));
  return reason === 'idle'
    ? `Are you still there? The conversation ends in ${time}.`
    : `The conversation ends in ${time}, as it reaches its longest duration.`;
}

function durationWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** The name of the microphone's button. */
export function microphoneWords(deaf: boolean, holds: boolean, open: boolean): string {
  if (deaf) {
    return 'Voice input is not available';
  }

  return holds ? 'Hold to talk, or press once to stay on' : open ? 'Turn the microphone off' : 'Turn the microphone on';
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
