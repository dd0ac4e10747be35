import { TroupeError, type CreateSession, type MicrophoneState, type Session, type SessionState } from '@troupe/client';
import type { ServerMessage, SessionStarted } from '@troupe/protocol';
import { Conversation } from './conversation.js';
import type { PresenterMetrics, TroupePresenterEventMap } from './presenter-events.js';
import { attitudeOf } from './view/attitude-of.js';
import { CaptionsView } from './view/captions-view.js';
import { FaceView } from './view/face-view.js';
import { bindHold, HoldToTalk } from './view/hold-to-talk.js';
import { createLayout, label, setText, type Layout } from './view/layout.js';
import { Shortcuts } from './view/shortcuts.js';
import { microphoneWords, missingEngineNotes, statusWords, welcomeWords, type Holding } from './view/status-words.js';
import { styles } from './view/styles.js';
import { TranscriptView } from './view/transcript-view.js';
import { WarningView } from './view/warning-view.js';

/** The label where the server has not named its own yet. */
const DISCLOSURE = 'AI presenter';

/** Codes of outcomes that a person needs no message about. */
const UNREMARKABLE: ReadonlySet<string> = new Set(['aborted', 'session_ended', 'out_of_order']);

const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<troupe-presenter>`: a presenter to talk with by voice or in writing.
 *
 * Attributes: `server` (address; default the page's own), `autoplay` (connects at once), `worklet-url` (where `troupe-worklets.js` lies),
 * `shortcuts="page"` (keys work on the whole page instead of inside the element), `talk="hold"` (the microphone is on while its button is held).
 * The state is in `data-state`.
 */
export class TroupePresenter extends Base {
  /** Replaces the default way to make a session, such as for pages with their own back end. */
  createSession: CreateSession | undefined;

  readonly #conversation: Conversation;
  readonly #hold = new HoldToTalk({
    begin: () => this.#act(() => this.holdMicrophone()),
    end: () => this.#attempt(this.releaseMicrophone()),
    kept: () => this.#render(),
  });
  readonly #shortcuts = new Shortcuts({
    interrupt: () => this.#attempt(this.interrupt()),
    press: (now) => (this.#holds ? this.#hold.press(now) : this.#act(() => this.toggleMicrophone())),
    release: (now) => this.#hold.release(now),
    leave: () => this.#hold.cancel(),
  });
  #layout!: Layout;
  #face!: FaceView;
  #captions!: CaptionsView;
  #transcript!: TranscriptView;
  #warning!: WarningView;
  #presenter: SessionStarted | undefined;

  constructor() {
    super();
    this.#conversation = new Conversation(
      () => ({ server: this.getAttribute('server') ?? '', createSession: this.createSession, workletUrl: this.getAttribute('worklet-url') ?? undefined }),
      {
        changed: () => this.#render(),
        message: (message) => this.#take(message),
        started: (message) => this.#begin(message),
        failed: (error) => this.#fail(error),
        ended: (close) => {
          this.#tell('troupe-ended', close);
          this.#render();
        },
      },
    );
  }

  /** The session of this moment, or the last one. */
  get session(): Session | undefined {
    return this.#conversation.session;
  }

  /** Where the session stands. */
  get state(): SessionState {
    return this.#conversation.state;
  }

  /** Where the microphone stands. */
  get microphone(): MicrophoneState {
    return this.#conversation.microphone;
  }

  /** Figures of this moment; undefined before the first session. */
  get metrics(): PresenterMetrics | undefined {
    const session = this.session;
    return session && { ...session.metrics, frames: this.#face.frames, outputLevel: session.outputLevel(), inputLevel: session.inputLevel() };
  }

  /** Begins a session; for handlers of clicks and keys, or sound stays off until the next one. */
  connect(): Promise<void> {
    return this.#conversation.connect();
  }

  /** Says something in writing. */
  say(text: string): Promise<void> {
    return this.#conversation.say(text);
  }

  /** Stops the presenter. */
  interrupt(): Promise<void> {
    return this.#conversation.interrupt();
  }

  /** Opens or closes the microphone. */
  toggleMicrophone(): Promise<void> {
    return this.#conversation.toggleMicrophone();
  }

  /** Gives the person the floor until it is released: push-to-talk by a button of your own. */
  holdMicrophone(): Promise<void> {
    return this.#conversation.holdMicrophone();
  }

  /** Closes the microphone; the presenter answers. */
  releaseMicrophone(): Promise<void> {
    return this.#conversation.releaseMicrophone();
  }

  /** Says that somebody is still here, so that the session does not end because nobody speaks. */
  stay(): Promise<void> {
    return this.#conversation.stay();
  }

  /** Ends the session. */
  end(): Promise<void> {
    return this.#conversation.end();
  }

  static get observedAttributes(): readonly string[] {
    return ['talk'];
  }

  attributeChangedCallback(): void {
    if (this.shadowRoot !== null) {
      this.#render();
    }
  }

  connectedCallback(): void {
    if (this.shadowRoot === null) {
      this.#build(this.attachShadow({ mode: 'open' }));
    }

    this.#shortcuts.attach(this.getAttribute('shortcuts') === 'page' ? this.ownerDocument : this);
    this.#face.start();
    this.#render();
    if (this.hasAttribute('autoplay')) {
      this.#attempt(this.connect());
    }
  }

  disconnectedCallback(): void {
    this.#shortcuts.detach();
    this.#face.stop();
    this.#attempt(this.end());
  }

  #build(shadow: ShadowRoot): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
    const layout = createLayout();
    shadow.append(layout.root);
    this.#layout = layout;
    this.#captions = new CaptionsView(layout.captions);
    this.#transcript = new TranscriptView(layout.transcript, this.#captions);
    this.#face = new FaceView(
      layout.canvas,
      () => ({
        heard: this.session?.heard(),
        loudness: this.session?.outputLevel() ?? 0,
        attitude: attitudeOf(this.state, this.microphone === 'open' || layout.input.value !== ''),
      }),
      (heard, now) => {
        this.#captions.update(heard, now);
        this.#warning.update(now);
        layout.microphoneButton.style.setProperty('--level', String(Math.min(1, (this.session?.inputLevel() ?? 0) * 6)));
      },
    );
    this.#warning = new WarningView(layout);
    layout.alert.hidden = true;
    layout.startButton.addEventListener('click', () => this.#act(() => (this.#holds ? this.connect() : this.toggleMicrophone())));
    layout.microphoneButton.addEventListener('click', () => {
      if (!this.#holds) {
        this.#act(() => this.toggleMicrophone());
      }
    });
    bindHold(layout.microphoneButton, () => (this.#holds ? this.#hold : undefined));
    layout.stayButton.addEventListener('click', () => {
      this.#attempt(this.stay());
      // The button goes; what the person was about to do does not.
      layout.input.focus();
    });
    layout.stopButton.addEventListener('click', () => this.#attempt(this.interrupt()));
    layout.endButton.addEventListener('click', () => this.#attempt(this.end()));
    layout.soundButton.addEventListener('click', () => this.#conversation.unblock());
    layout.retryButton.addEventListener('click', () => this.#act(() => this.connect()));
    layout.dismissButton.addEventListener('click', () => this.#showAlert(undefined));
    layout.input.addEventListener('input', () => {
      if (this.#warning.asks) {
        this.#warning.clear();
        this.#attempt(this.stay());
      }

      this.#render();
    });
    layout.composer.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    layout.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
  }

  get #holds(): boolean {
    return this.getAttribute('talk') === 'hold';
  }

  #send(): void {
    const { input } = this.#layout;
    const text = input.value.trim();
    if (text !== '') {
      input.value = '';
      this.#conversation.unblock();
      this.#act(() =>
        this.say(text).catch((error: unknown) => {
          input.value ||= text;
          throw error;
        }),
      );
      this.#render();
    }
  }

  /** Does what the person asked for; the message about the last attempt goes. */
  #act(action: () => Promise<void>): void {
    this.#showAlert(undefined);
    this.#attempt(action());
  }

  #attempt(outcome: Promise<void>): void {
    outcome.catch((error: unknown) =>
      this.#fail(TroupeError.isInstance(error) ? error : new TroupeError('server_error', String(error), { retryable: true, cause: error })),
    );
  }

  #begin(started: SessionStarted): void {
    this.#presenter = started;
    this.#transcript.begin(started.presenter.name);
    this.#captions.begin();
    this.#face.begin();
    this.#layout.notes.replaceChildren(
      ...missingEngineNotes(started.engines).map((note) => {
        const item = document.createElement('li');
        item.textContent = note;
        return item;
      }),
    );
    this.#layout.transcript.setAttribute('aria-live', started.output === undefined ? 'polite' : 'off');
    this.#tell('troupe-started', started);
    this.#render();
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'speech.start':
        this.#captions.start(message);
        break;
      case 'speech.delta':
        this.#face.load(message);
        this.#captions.add(message);
        break;
    }

    // Asks the captions what was said and heard: after they take what comes, before they drop what is over.
    this.#transcript.take(message);
    switch (message.type) {
      case 'turn.interrupted':
        this.#face.clear(message.epoch);
        this.#captions.clear(message.epoch, message.resumable);
        break;
      case 'state.changed':
        if (message.state === 'listening' || message.state === 'endpointing') {
          this.#captions.giveUp();
        }

        break;
      case 'turn.ended':
        this.#captions.giveUp();
        this.#tell('troupe-turn', message);
        break;
      case 'voice.stopped':
      case 'transcript.end':
        this.#face.acknowledge();
        break;
    }

    this.#warning.take(message, performance.now());
  }

  #fail(error: TroupeError): void {
    if (!UNREMARKABLE.has(error.code)) {
      this.#showAlert(error.message);
      this.#tell('troupe-error', error);
    }

    this.#render();
  }

  #showAlert(words: string | undefined): void {
    this.#layout.alert.hidden = words === undefined;
    this.#layout.alertText.textContent = words ?? '';
  }

  #render(): void {
    const { state, microphone } = this.#conversation;
    const layout = this.#layout;
    const { name = 'Presenter', disclosure = DISCLOSURE } = this.#presenter?.presenter ?? {};
    const live = this.#conversation.live;
    const close = state === 'ended' ? this.session?.close : undefined;
    if (this.dataset['state'] !== state) {
      this.dataset['state'] = state;
      layout.root.dataset['state'] = state;
      this.#tell('troupe-state', { state });
    }

    if (microphone === 'closed' && this.dataset['microphone'] !== 'closed') {
      this.#hold.reset();
    }

    this.dataset['microphone'] = microphone;
    const holding: Holding = !this.#hold.on ? 'no' : this.#hold.kept ? 'kept' : 'held';
    layout.root.dataset['talk'] = this.#holds ? 'hold' : 'open';
    setText(layout.microphoneKey, this.#holds ? ' held: microphone' : ' microphone');
    setText(layout.badge, this.#presenter === undefined || disclosure.includes(name) ? disclosure : `${name} · ${disclosure}`);
    layout.canvas.setAttribute('aria-label', `${name}, ${disclosure}`);
    setText(layout.status, close?.message ?? statusWords(state, microphone, name, holding));
    const deaf = live && this.#presenter !== undefined && state !== 'connecting' && this.#presenter.input === undefined;
    const open = microphone !== 'closed';
    layout.microphoneButton.disabled = deaf;
    layout.microphoneButton.setAttribute('aria-pressed', String(open));
    label(layout.microphoneButton, microphoneWords(deaf, this.#holds, open));
    layout.welcome.hidden = live;
    if (!live) {
      this.#warning.clear();
    }

    const words = welcomeWords(close, this.session?.started !== undefined, !layout.alert.hidden, this.#holds);
    setText(layout.welcomeTitle, words.title);
    setText(layout.welcomeText, words.text);
    setText(layout.startButton.querySelector('span')!, words.button);
    layout.endButton.hidden = !live;
    layout.stopButton.hidden = state !== 'speaking' && state !== 'thinking' && this.session?.heard() === undefined;
    layout.soundButton.hidden = !this.#conversation.soundBlocked;
    layout.sendButton.disabled = layout.input.value.trim() === '';
    layout.retryButton.hidden = live;
    layout.notes.hidden = layout.notes.childElementCount === 0;
  }

  #tell<Name extends keyof TroupePresenterEventMap>(name: Name, detail: TroupePresenterEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
