import type { Attitude } from '@troupe/avatar';
import type { Session } from '@troupe/client';
import type { LipKernel } from '@troupe/lipsync';
import type { AudioPacket, PresenterCard, ServerMessage, SessionStarted } from '@troupe/protocol';
import { SpeechLips } from '../speech-lips.js';
import { CaptionsView } from './captions-view.js';
import { FaceView } from './face-view.js';
import type { Layout } from './layout.js';
import { LinesView } from './lines-view.js';
import { LookView } from './look-view.js';
import { Transcript } from './transcript.js';
import { WarningView } from './warning-view.js';

/** The microphone's ring is whole at a sixth of full scale, as a loud voice close by is. */
const RING = 6;

/** Everything that follows the conversation: the face and the captions the sound, the transcript and the warning the messages. */
export class Scene {
  readonly #layout: Layout;
  readonly #captions: CaptionsView;
  readonly #lines: LinesView;
  readonly #transcript: Transcript;
  readonly #face: FaceView;
  readonly #look: LookView;
  readonly #lips: SpeechLips;
  readonly #warning: WarningView;

  /**
   * @param layout Where it is shown.
   * @param session The session of this moment.
   * @param attitude What the face is about while it says nothing.
   * @param lips Loads the weights of the network that hears visemes.
   * @param server Where pictures come from that are named without a host.
   */
  constructor(layout: Layout, session: () => Session | undefined, attitude: () => Attitude, lips: () => Promise<ArrayBuffer>, server: () => string) {
    this.#layout = layout;
    this.#captions = new CaptionsView(layout.captions);
    this.#lines = new LinesView(layout.transcript);
    this.#transcript = new Transcript(this.#lines, this.#captions);
    this.#warning = new WarningView(layout);
    this.#lips = new SpeechLips(lips, (part) => this.#face.load(part));
    this.#face = new FaceView(
      layout.canvas,
      () => ({ heard: session()?.heard(), loudness: session()?.outputLevel() ?? 0, attitude: attitude() }),
      (heard, now) => {
        this.#captions.update(heard, now);
        this.#warning.update(now);
        layout.microphoneButton.style.setProperty('--level', String(Math.min(1, (session()?.inputLevel() ?? 0) * RING)));
      },
    );
    this.#look = new LookView(layout, this.#face, server);
  }

  /** Frames drawn so far. */
  get frames(): number {
    return this.#face.frames;
  }

  /** What computes the network that hears visemes; `undefined` before it was needed. */
  get lipKernel(): LipKernel | undefined {
    return this.#lips.kernel;
  }

  /** Whether somebody is asked to say that they are there. */
  get asks(): boolean {
    return this.#warning.asks;
  }

  /** Begins to draw. */
  start(): void {
    this.#face.start();
  }

  /** Stops drawing. */
  stop(): void {
    this.#face.stop();
  }

  /** Nobody is to be warned any more. */
  reassure(): void {
    this.#warning.clear();
  }

  /** Shows no face until it is known whose. */
  conceal(): void {
    this.#look.conceal();
  }

  /** Shows who will be there. */
  introduce({ look }: PresenterCard): void {
    this.#look.show(look);
  }

  /** A session begins. */
  begin({ presenter, output }: SessionStarted): void {
    this.#lines.begin(presenter.name);
    this.#transcript.begin();
    this.#captions.begin();
    this.#face.begin();
    this.#look.show(presenter.look);
    this.#layout.transcript.setAttribute('aria-live', output === undefined ? 'polite' : 'off');
  }

  /** Hears what the presenter says, before it plays. */
  hear(packet: AudioPacket, sampleRate: number): void {
    this.#lips.take(packet, sampleRate);
  }

  /** Takes a message of the server. */
  take(message: ServerMessage): void {
    switch (message.type) {
      case 'presenter.changed':
        this.#lines.speakAs(message.presenter.name);
        this.#look.show(message.presenter.look);
        break;
      case 'presenter.directed':
        this.#look.direct(message);
        if (message.cue !== undefined) {
          this.#face.direct(message.cue);
        }

        break;
      case 'speech.start':
        this.#captions.start(message);
        break;
      case 'speech.delta':
        this.#lips.note(message);
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
        break;
      case 'voice.stopped':
      case 'transcript.end':
        this.#face.acknowledge();
        break;
    }

    this.#warning.take(message, performance.now());
  }
}
