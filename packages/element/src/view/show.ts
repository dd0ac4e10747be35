import type { MicrophoneState, Session, SessionState } from '@troupe/client';
import type { EngineCard, PresenterCard } from '@troupe/protocol';
import { label, setText, type Layout } from './layout.js';
import { microphoneWords, missingEngineNotes, statusWords, welcomeWords, type Holding } from './status-words.js';

/** The label where the server has not named its own yet. */
const DISCLOSURE = 'AI presenter';

/** What is so at this moment. */
export interface Moment {
  readonly state: SessionState;
  readonly microphone: MicrophoneState;
  /** The session of this moment, or the last one. */
  readonly session: Session | undefined;
  /** Whether it is under way. */
  readonly live: boolean;
  /** Who presents, or presented last. */
  readonly presenter: PresenterCard | undefined;
  /** Whether the server said that whoever is named is not there. */
  readonly nobody: boolean;
  /** Whether people hold the microphone's button while they talk. */
  readonly holds: boolean;
  readonly holding: Holding;
  /** Whether the browser holds sound back until the person acts. */
  readonly soundBlocked: boolean;
}

/** Says by words and buttons what is so and what can be done. */
export function show(layout: Layout, { state, microphone, session, live, presenter, nobody, holds, holding, soundBlocked }: Moment): void {
  const { name = 'Presenter', disclosure = DISCLOSURE } = presenter ?? {};
  const close = state === 'ended' ? session?.close : undefined;
  layout.root.dataset['state'] = state;
  layout.root.dataset['talk'] = holds ? 'hold' : 'open';
  setText(layout.microphoneKey, holds ? ' held: microphone' : ' microphone');
  setText(layout.badge, presenter === undefined || disclosure.includes(name) ? disclosure : [name, disclosure].filter(Boolean).join(' · '));
  layout.canvas.setAttribute('aria-label', [name, disclosure].filter(Boolean).join(', '));
  setText(layout.status, close?.message ?? statusWords(state, microphone, name, holding));
  const deaf = live && state !== 'connecting' && session?.started !== undefined && session.started.input === undefined;
  const open = microphone !== 'closed';
  layout.microphoneButton.disabled = deaf;
  layout.microphoneButton.setAttribute('aria-pressed', String(open));
  label(layout.microphoneButton, microphoneWords(deaf, holds, open));
  layout.welcome.hidden = live;
  const words = welcomeWords(close, session?.started !== undefined, !layout.alert.hidden, holds, nobody);
  setText(layout.welcomeTitle, words.title);
  setText(layout.welcomeText, words.text);
  setText(layout.startButton.querySelector('span')!, words.button);
  layout.endButton.hidden = !live;
  layout.stopButton.hidden = state !== 'speaking' && state !== 'thinking' && session?.heard() === undefined;
  layout.soundButton.hidden = !soundBlocked;
  layout.sendButton.disabled = layout.input.value.trim() === '';
  layout.retryButton.hidden = live;
  layout.notes.hidden = layout.notes.childElementCount === 0;
}

/** Says which engines are missing, and what is still possible. */
export function showMissing(layout: Layout, engines: readonly EngineCard[]): void {
  layout.notes.replaceChildren(
    ...missingEngineNotes(engines).map((note) => {
      const item = document.createElement('li');
      item.textContent = note;
      return item;
    }),
  );
}

/** Says what went wrong, or takes it away. */
export function showAlert(layout: Layout, words: string | undefined): void {
  layout.alert.hidden = words === undefined;
  layout.alertText.textContent = words ?? '';
}
