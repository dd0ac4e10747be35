import { TroupeError, type CreateSession, type MicrophoneState, type Session, type SessionState } from '@troupe/client';
import type { PresenterCard, ServerMessage, SessionRequest, SessionStarted } from '@troupe/protocol';
import { Conversation } from './conversation.js';
import { Introduction } from './introduction.js';
import { lipsUrlBesideThis, loadLips } from './lips-url.js';
import type { PresenterMetrics, TroupePresenterEventMap } from './presenter-events.js';
import { attitudeOf } from './view/attitude-of.js';
import { bindComposer } from './view/composer.js';
import { bindHold, HoldToTalk } from './view/hold-to-talk.js';
import { createLayout, type Layout } from './view/layout.js';
import { Scene } from './view/scene.js';
import { Shortcuts } from './view/shortcuts.js';
import { show, showAlert, showMissing } from './view/show.js';
import { styles } from './view/styles.js';

/** Codes of outcomes that a person needs no message about. */
const UNREMARKABLE: ReadonlySet<string> = new Set(['aborted', 'session_ended', 'out_of_order']);

const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<troupe-presenter>`: a presenter to talk with by voice or in writing.
 *
 * Attributes: `server` (address; default the page's own), `presenter`, `revision`, `scene` and `preview` (who is shown; default the server's own presenter), `autoplay` (connects at once), `worklet-url` and `lips-url` (where `troupe-worklets.js` and `lips.tlip` lie),
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
  #scene!: Scene;
  #presenter: PresenterCard | undefined;
  #nobody = false;
  readonly #introduction = new Introduction({
    introduced: (card) => {
      this.#presenter = card;
      this.#scene.introduce(card);
      this.#render();
    },
    nobody: (error) => {
      this.#nobody = true;
      this.#fail(error);
    },
  });

  constructor() {
    super();
    this.#conversation = new Conversation(
      () => ({ server: this.#server, request: this.#request, createSession: this.createSession, workletUrl: this.getAttribute('worklet-url') ?? undefined }),
      {
        changed: () => this.#render(),
        message: (message) => this.#take(message),
        sound: (packet, sampleRate) => this.#scene.hear(packet, sampleRate),
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
    return session && { ...session.metrics, frames: this.#scene.frames, lipKernel: this.#scene.lipKernel, outputLevel: session.outputLevel(), inputLevel: session.inputLevel() };
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
    return ['talk', 'server', 'presenter', 'revision', 'scene', 'preview'];
  }

  attributeChangedCallback(name: string): void {
    if (this.shadowRoot !== null) {
      if (name !== 'talk' && !this.#conversation.live) {
        this.#introduce();
      }

      this.#render();
    }
  }

  connectedCallback(): void {
    if (this.shadowRoot === null) {
      this.#build(this.attachShadow({ mode: 'open' }));
    }

    this.#shortcuts.attach(this.getAttribute('shortcuts') === 'page' ? this.ownerDocument : this);
    this.#scene.start();
    this.#introduce();
    this.#render();
    if (this.hasAttribute('autoplay')) {
      this.#attempt(this.connect());
    }
  }

  disconnectedCallback(): void {
    this.#shortcuts.detach();
    this.#scene.stop();
    this.#introduction.end();
    this.#attempt(this.end());
  }

  #build(shadow: ShadowRoot): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
    const layout = createLayout();
    shadow.append(layout.root);
    this.#layout = layout;
    this.#scene = new Scene(
      layout,
      () => this.session,
      () => attitudeOf(this.state, this.microphone === 'open' || layout.input.value !== ''),
      () => loadLips(this.getAttribute('lips-url') ?? lipsUrlBesideThis()),
      () => this.#server,
    );
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
    layout.dismissButton.addEventListener('click', () => showAlert(layout, undefined));
    bindComposer(layout, {
      send: (text, giveBack) => {
        this.#conversation.unblock();
        this.#act(() =>
          this.say(text).catch((error: unknown) => {
            giveBack();
            throw error;
          }),
        );
        this.#render();
      },
      typed: () => {
        if (this.#scene.asks) {
          this.#scene.reassure();
          this.#attempt(this.stay());
        }

        this.#render();
      },
    });
  }

  /** Whoever is named is not the face that the page comes with: nobody is shown until it is known who. */
  #introduce(): void {
    const request = this.#request;
    if (request.presenter !== undefined) {
      this.#nobody = false;
      this.#scene.conceal();
      void this.#introduction.begin(this.#server, request, () => this.createSession === undefined);
    }
  }

  get #server(): string {
    return this.getAttribute('server') ?? '';
  }

  get #request(): SessionRequest {
    const [presenter, revision, scene] = ['presenter', 'revision', 'scene'].map((name) => this.getAttribute(name) ?? undefined);
    return {
      ...(presenter !== undefined && { presenter }),
      ...(revision !== undefined && { revision: Number(revision) }),
      ...(scene !== undefined && { scene }),
      ...(this.hasAttribute('preview') && { preview: true }),
    };
  }

  get #holds(): boolean {
    return this.getAttribute('talk') === 'hold';
  }

  /** Does what the person asked for; the message about the last attempt goes. */
  #act(action: () => Promise<void>): void {
    showAlert(this.#layout, undefined);
    this.#attempt(action());
  }

  #attempt(outcome: Promise<void>): void {
    outcome.catch((error: unknown) =>
      this.#fail(TroupeError.isInstance(error) ? error : new TroupeError('server_error', String(error), { retryable: true, cause: error })),
    );
  }

  #begin(started: SessionStarted): void {
    this.#introduction.end();
    this.#nobody = false;
    this.#presenter = started.presenter;
    this.#scene.begin(started);
    showMissing(this.#layout, started.engines);
    this.#tell('troupe-started', started);
    this.#render();
  }

  #take(message: ServerMessage): void {
    this.#scene.take(message);
    if (message.type === 'presenter.changed') {
      this.#presenter = message.presenter;
      this.#render();
    } else if (message.type === 'turn.ended') {
      this.#tell('troupe-turn', message);
    }
  }

  #fail(error: TroupeError): void {
    if (!UNREMARKABLE.has(error.code)) {
      showAlert(this.#layout, error.message);
      this.#tell('troupe-error', error);
    }

    this.#render();
  }

  #render(): void {
    const { state, microphone, live, session, soundBlocked } = this.#conversation;
    if (this.dataset['state'] !== state) {
      this.dataset['state'] = state;
      this.#tell('troupe-state', { state });
    }

    if (microphone === 'closed' && this.dataset['microphone'] !== 'closed') {
      this.#hold.reset();
    }

    this.dataset['microphone'] = microphone;
    if (!live) {
      this.#scene.reassure();
    }

    const holding = !this.#hold.on ? 'no' : this.#hold.kept ? 'kept' : 'held';
    show(this.#layout, { state, microphone, session, live, presenter: this.#presenter, nobody: this.#nobody, holds: this.#holds, holding, soundBlocked });
  }

  #tell<Name extends keyof TroupePresenterEventMap>(name: Name, detail: TroupePresenterEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
