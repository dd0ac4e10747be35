import { AudioMouth } from './audio-mouth.js';
import { VISEMES } from './lip-net-weights.js';
import { LIPS_END, LIPS_PROCESSOR, MOUTH_VALUES, type LipsMessage, type LipsOptions } from './worklet-messages.js';

/** What an AudioWorklet module finds around itself; the DOM library of TypeScript does not describe it. */
interface WorkletScope {
  readonly sampleRate: number;
  readonly currentTime: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: new (options: { processorOptions: LipsOptions }) => object): void;
}

const scope = globalThis as unknown as WorkletScope;

/** Seconds between the sound's time and the time by its samples that are no gap; times are exact up to rounding. */
const TOLERANCE = 0.001;

/** Hears what comes in, on the sound's own thread, and tells it with its time. */
class LipsProcessor extends scope.AudioWorkletProcessor {
  readonly #message: { -readonly [name in keyof LipsMessage]: LipsMessage[name] };
  readonly #mouth: AudioMouth;
  readonly #silence = new Float32Array(128);
  #began = 0;
  #samples = 0;
  #ended = false;

  constructor({ processorOptions }: { processorOptions: LipsOptions }) {
    super();
    this.port.onmessage = ({ data }): void => {
      this.#ended = data === LIPS_END;
    };
    this.#mouth = new AudioMouth(processorOptions.weights, scope.sampleRate, ({ visemes, opening }, time) => {
      this.#message.time = this.#began + time / 1000;
      this.#message.values.set(visemes);
      this.#message.values[VISEMES] = opening;
      this.port.postMessage(this.#message);
    });
    this.#message = { time: 0, values: new Float32Array(MOUTH_VALUES), kernel: this.#mouth.kernel };
  }

  process([channels]: readonly (readonly Float32Array[])[]): boolean {
    if (Math.abs(this.#began + this.#samples / scope.sampleRate - scope.currentTime) > TOLERANCE) {
      this.#mouth.reset();
      this.#began = scope.currentTime;
      this.#samples = 0;
    }

    // Nothing connected is silence, and time goes on.
    const block = channels?.[0] ?? this.#silence;
    this.#samples += block.length;
    this.#mouth.push(block);
    return !this.#ended;
  }
}

scope.registerProcessor(LIPS_PROCESSOR, LipsProcessor);
