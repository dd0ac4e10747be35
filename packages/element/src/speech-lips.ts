import type { PerformancePart } from '@troupe/avatar';
import { AudioCues, LipNetWeights, type LipKernel } from '@troupe/lipsync';
import type { AudioPacket, SpeechDelta, VisemeSpan } from '@troupe/protocol';

/** Packets that wait for the weights: two seconds. */
const MOST_WAITING = 100;

/** Seconds of sound after which it is said that it was heard, also where nothing moves: a rest that was heard is no gap. */
const REST = 0.2;

/**
 * Gives speech that comes without visemes a mouth: hears it when it arrives, which is before it plays, so the face comes in time. The weights are loaded when the first such
 * speech comes; until then, and where they cannot be loaded, the loudness moves the mouth.
 */
export class SpeechLips {
  readonly #load: () => Promise<ArrayBuffer>;
  readonly #show: (part: PerformancePart) => void;
  readonly #waiting: (readonly [packet: AudioPacket, sampleRate: number])[] = [];
  #weights: LipNetWeights | undefined;
  #loading = false;
  /** The newest utterance that came with visemes. */
  #timed = '';
  #heard = '';
  #cues: AudioCues | undefined;
  #rested = 0;

  /**
   * @param load Loads the file of weights.
   * @param show Takes the visemes of what was heard.
   */
  constructor(load: () => Promise<ArrayBuffer>, show: (part: PerformancePart) => void) {
    this.#load = load;
    this.#show = show;
  }

  /** What computes the network; `undefined` before it heard anything. */
  get kernel(): LipKernel | undefined {
    return this.#cues?.kernel;
  }

  /** Notes which speech comes with visemes; they come before their sound. */
  note({ epoch, utterance, visemes }: SpeechDelta): void {
    if (visemes !== undefined && visemes.length > 0) {
      this.#timed = `${epoch}/${utterance}`;
    }
  }

  /** Takes sound as it arrives. */
  take(packet: AudioPacket, sampleRate: number): void {
    if (`${packet.epoch}/${packet.utterance}` === this.#timed) {
      return;
    }

    if (this.#weights !== undefined) {
      this.#hear(packet, sampleRate, this.#weights);
      return;
    }

    this.#waiting.push([packet, sampleRate]);
    this.#waiting.splice(0, this.#waiting.length - MOST_WAITING);
    if (!this.#loading) {
      this.#loading = true;
      this.#load().then(
        (file) => {
          this.#weights = new LipNetWeights(file);
          for (const [waiting, rate] of this.#waiting.splice(0)) this.#hear(waiting, rate, this.#weights);
        },
        // The loudness goes on moving the mouth.
        () => undefined,
      );
    }
  }

  #hear({ epoch, utterance, offset, samples, last }: AudioPacket, sampleRate: number, weights: LipNetWeights): void {
    const name = `${epoch}/${utterance}`;
    if (name !== this.#heard || this.#cues === undefined) {
      this.#heard = name;
      this.#cues = new AudioCues(weights, sampleRate);
      // The first packets may have been given up while the weights were loaded: silence stands for them.
      this.#cues.push(new Float32Array(offset));
      this.#rested = offset;
    }

    const visemes: VisemeSpan[] = [...this.#cues.push(Float32Array.from(samples, (sample) => sample / 32_768)), ...(last ? this.#cues.finish() : [])];
    const until = offset + samples.length;
    if (last || until - this.#rested >= REST * sampleRate) {
      visemes.push({ viseme: 0, start: (this.#rested / sampleRate) * 1000, duration: ((until - this.#rested) / sampleRate) * 1000, weight: 0 });
      this.#rested = until;
    }

    if (visemes.length > 0) {
      this.#show({ epoch, utterance, visemes });
    }
  }
}
