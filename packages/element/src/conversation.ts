import {
  AudioHost,
  createSessionAt,
  Microphone,
  Session,
  TroupeError,
  type CreateSession,
  type MicrophoneState,
  type SessionClose,
  type SessionState,
} from '@troupe/client';
import type { AudioPacket, ServerMessage, SessionRequest, SessionStarted } from '@troupe/protocol';
import { ListeningLoudspeaker } from './listening-loudspeaker.js';

/** Where conversations are held. */
export interface ConversationSettings {
  /** Address of the server; empty for the page's own. */
  readonly server: string;
  /** Who is to be shown. */
  readonly request: SessionRequest;
  /** Replaces the default way to make a session. */
  readonly createSession: CreateSession | undefined;
  /** Address of `troupe-worklets.js`, where it does not lie beside the script. */
  readonly workletUrl: string | undefined;
}

/** What a conversation tells its element. */
export interface ConversationHandlers {
  readonly changed: () => void;
  readonly message: (message: ServerMessage) => void;
  /** Told what the presenter says, before it plays. */
  readonly sound: (packet: AudioPacket, sampleRate: number) => void;
  readonly started: (message: SessionStarted) => void;
  readonly failed: (error: TroupeError) => void;
  readonly ended: (close: SessionClose) => void;
}

/** One session after another: what a person does begins one where there is none. */
export class Conversation {
  readonly #settings: () => ConversationSettings;
  readonly #handlers: ConversationHandlers;
  #session: Session | undefined;
  #host: AudioHost | undefined;

  constructor(settings: () => ConversationSettings, handlers: ConversationHandlers) {
    this.#settings = settings;
    this.#handlers = handlers;
  }

  /** The session of this moment, or the last one. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** Where it stands. */
  get state(): SessionState {
    return this.#session?.state ?? 'idle';
  }

  /** Where the microphone stands. */
  get microphone(): MicrophoneState {
    return this.#session?.microphone ?? 'closed';
  }

  /** Whether a session is under way. */
  get live(): boolean {
    return this.state !== 'idle' && this.state !== 'ended';
  }

  /** Whether the browser holds sound back until the person acts. */
  get soundBlocked(): boolean {
    return this.live && (this.#host?.blocked ?? false);
  }

  /** Lets sound through; for handlers of clicks and keys. */
  unblock(): void {
    this.#host?.unblock();
  }

  /** Begins a session unless one is under way; resolves when it listens. */
  async connect(): Promise<void> {
    if (!this.live) {
      await this.#begin().connect();
    }
  }

  /** Says something in writing, beginning a session where there is none. */
  say(text: string): Promise<void> {
    this.#ensure();
    return this.#session!.say(text);
  }

  /** Stops the presenter. */
  async interrupt(): Promise<void> {
    if (this.live) {
      await this.#session!.interrupt();
    }
  }

  /** Opens or closes the microphone, beginning a session where there is none. */
  async toggleMicrophone(): Promise<void> {
    if (this.live && this.microphone !== 'closed') {
      await this.#session!.closeMicrophone();
    } else {
      this.#ensure();
      await this.#session!.openMicrophone();
    }
  }

  /** Gives the person the floor until it is released, beginning a session where there is none: the presenter stops. */
  async holdMicrophone(): Promise<void> {
    if (!this.live || this.microphone === 'closed') {
      this.#ensure();
      await this.#session!.openMicrophone({ hold: true });
    }
  }

  /** Closes the microphone: the person's turn is over. */
  async releaseMicrophone(): Promise<void> {
    if (this.live) {
      await this.#session!.closeMicrophone();
    }
  }

  /** Says that somebody is still here. */
  async stay(): Promise<void> {
    if (this.live) {
      await this.#session!.stay();
    }
  }

  /** Ends the session. */
  async end(): Promise<void> {
    if (this.live) {
      await this.#session!.end();
    }
  }

  #ensure(): void {
    this.connect().catch((error: TroupeError) => this.#handlers.failed(error));
  }

  #begin(): Session {
    const { server, request, createSession, workletUrl } = this.#settings();
    const host = new AudioHost({ ...(workletUrl !== undefined && { workletUrl }), onBlockedChange: this.#handlers.changed });
    const session = new Session({
      createSession: createSession ?? createSessionAt(server, { request }),
      output: new ListeningLoudspeaker(host, this.#handlers.sound),
      microphone: new Microphone(host),
    });
    this.#host = host;
    this.#session = session;
    session.on('state', this.#handlers.changed);
    session.on('microphone', this.#handlers.changed);
    session.on('playhead', this.#handlers.changed);
    session.on('session.started', this.#handlers.started);
    session.on('message', this.#handlers.message);
    session.on('error', this.#handlers.failed);
    session.on('ended', this.#handlers.ended);
    return session;
  }
}
