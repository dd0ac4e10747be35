import { TroupeError } from '@troupe/client';
import type { LipKernel } from './lip-layers.js';
import { LipNetWeights } from './lip-net-weights.js';
import { LIPS_END, LIPS_PROCESSOR, MOUTH_VALUES, type LipsMessage, type LipsOptions } from './worklet-messages.js';
import { lipsWorkletUrlBesideThis } from './worklet-url.js';

/** Settings of a {@link LipNode}. */
export interface LipNodeOptions {
  /**
   * Where the page finds `troupe-lips.js` of this package.
   * Default: beside the module, which bundlers that know `new URL(…, import.meta.url)` keep true.
   */
  readonly workletUrl?: string | URL;
}

/** Frames that are kept: a second. */
const KEPT = 100;

/** Seconds; frames further apart are of two sounds. */
const LONGEST_STEP = 0.015;

/**
 * The mouth of any sound of a page, on the sound's own thread: connect a microphone's `MediaStreamAudioSourceNode`, an element's `MediaElementAudioSourceNode` or any other node to
 * {@link input}. What is heard is known {@link lookAhead} milliseconds after the sound: a `DelayNode` of that length before the loudspeaker keeps face and sound
 * together; without one the face comes so much late. {@link AudioCues} is for sound that is there before it plays.
 */
export class LipNode {
  /** Where the sound goes. It gives none. */
  readonly input: AudioWorkletNode;
  /** Milliseconds from a sound until what its mouth does is known. */
  readonly lookAhead: number;
  readonly #times = new Float64Array(KEPT).fill(Number.NEGATIVE_INFINITY);
  readonly #values = new Float32Array(KEPT * MOUTH_VALUES);
  #count = 0;
  #kernel: LipKernel | undefined;

  private constructor(input: AudioWorkletNode, lookAhead: number) {
    this.input = input;
    this.lookAhead = lookAhead;
    input.port.onmessage = (event: MessageEvent<LipsMessage>): void => this.#keep(event.data);
  }

  /**
   * Makes one.
   *
   * @param context The page's sound.
   * @param weights The file of weights, `lips.tlip` of this package or one of your own.
   * @throws An `Error` for a file that is none, and a `TroupeError` where the browser has no AudioWorklet or the worklet's file is not found.
   */
  static async open(context: BaseAudioContext, weights: ArrayBuffer, { workletUrl = lipsWorkletUrlBesideThis() }: LipNodeOptions = {}): Promise<LipNode> {
    // Here, where somebody can take the error and nothing waits for sound.
    const read = new LipNetWeights(weights);
    if (typeof AudioWorkletNode === 'undefined') {
      throw new TroupeError('audio_unsupported', 'This browser cannot hear here; open the page over https or on localhost.', { retryable: false });
    }

    try {
      await context.audioWorklet.addModule(workletUrl);
    } catch (cause) {
      throw new TroupeError('audio_unsupported', `The module that hears could not be loaded from ${String(workletUrl)}.`, { retryable: true, cause });
    }

    const processorOptions: LipsOptions = { weights: read };
    const node = new AudioWorkletNode(context, LIPS_PROCESSOR, { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit', processorOptions });
    return new LipNode(node, (read.delay + 1) * 10);
  }

  /** What computes the network on the sound's thread; `undefined` before the first frame. */
  get kernel(): LipKernel | undefined {
    return this.#kernel;
  }

  /** The time of the newest frame that was heard, in seconds of the AudioContext; `-Infinity` before the first. */
  get latest(): number {
    return this.#times[(this.#count + KEPT - 1) % KEPT]!;
  }

  /**
   * Writes the mouth of a time, between frames in proportion.
   *
   * @param time Seconds of the AudioContext.
   * @param values Sixteen numbers, overwritten: the weights of the 15 visemes, which add up to 1, and the opening.
   * @returns Whether it is known: not before the first frame, after the newest or more than a second ago. Otherwise nothing was written.
   */
  read(time: number, values: Float32Array | Float64Array): boolean {
    for (let age = 1; age < Math.min(this.#count, KEPT); age++) {
      const later = (this.#count - age + KEPT) % KEPT;
      const earlier = (later + KEPT - 1) % KEPT;
      const [from, until] = [this.#times[earlier]!, this.#times[later]!];
      if (time > until || until - from > LONGEST_STEP) return false;
      if (time >= from) {
        const share = (time - from) / (until - from);
        for (let index = 0; index < MOUTH_VALUES; index++) {
          values[index] = this.#values[earlier * MOUTH_VALUES + index]! * (1 - share) + this.#values[later * MOUTH_VALUES + index]! * share;
        }

        return true;
      }
    }

    return false;
  }

  /** Lets go of the sound. */
  close(): void {
    this.input.port.onmessage = null;
    this.input.port.postMessage(LIPS_END);
    this.input.disconnect();
  }

  #keep({ time, values, kernel }: LipsMessage): void {
    this.#kernel = kernel;
    const place = this.#count++ % KEPT;
    this.#times[place] = time;
    this.#values.set(values, place * MOUTH_VALUES);
  }
}
