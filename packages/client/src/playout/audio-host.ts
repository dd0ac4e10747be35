import { TroupeError } from '@troupe/protocol';
import { workletUrlBesideThis } from '../worklet-url.js';
import { untilAborted } from '../session/until-aborted.js';

/** Settings of an {@link AudioHost}. */
export interface AudioHostOptions {
  /**
   * Where the page finds `troupe-worklets.js` of this package.
   * Default: beside the module, which bundlers that know `new URL(…, import.meta.url)` keep true.
   */
  readonly workletUrl?: string | URL;
  /** Told when the browser begins or ceases to hold sound back. */
  readonly onBlockedChange?: () => void;
}

/** The one AudioContext that microphone and loudspeaker share, so that the browser's echo canceller knows both. */
export class AudioHost {
  readonly #workletUrl: string | URL | undefined;
  readonly #onBlockedChange: (() => void) | undefined;
  #context: AudioContext | undefined;
  #ready: Promise<AudioContext> | undefined;

  constructor(options: AudioHostOptions = {}) {
    this.#workletUrl = options.workletUrl;
    this.#onBlockedChange = options.onBlockedChange;
  }

  /** The context once it exists. */
  get context(): AudioContext | undefined {
    return this.#context;
  }

  /** Whether the browser holds sound back until the person clicks or presses a key. */
  get blocked(): boolean {
    return this.#context?.state === 'suspended';
  }

  /** Makes the context and loads the worklets, once. To be called in the handler of a click or key, or sound stays blocked. */
  open(signal: AbortSignal): Promise<AudioContext> {
    this.#ready ??= this.#load().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    this.unblock();
    return untilAborted(this.#ready, signal);
  }

  /** Lets sound through; to be called in the handler of a click or key. */
  unblock(): void {
    if (this.blocked) {
      this.#context?.resume().catch(() => undefined);
    }
  }

  /** Closes the context. */
  async close(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    this.#ready = undefined;
    await context?.close();
  }

  async #load(): Promise<AudioContext> {
    if (typeof AudioContext === 'undefined' || typeof AudioWorkletNode === 'undefined') {
      throw new TroupeError('audio_unsupported', 'This browser cannot play or record here; open the page over https or on localhost.', { retryable: false });
    }

    if (this.#context === undefined) {
      this.#context = new AudioContext({ latencyHint: 'interactive' });
      this.#context.addEventListener('statechange', () => this.#onBlockedChange?.());
    }

    const url = this.#workletUrl ?? workletUrlBesideThis();
    try {
      await this.#context.audioWorklet.addModule(url);
    } catch (cause) {
      throw new TroupeError('audio_unsupported', `The sound module could not be loaded from ${String(url)}.`, { retryable: true, cause });
    }

    return this.#context;
  }
}
