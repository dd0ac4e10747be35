import type { Sound } from './take.js';

/** A part of the time, in milliseconds. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Plays a sound at any speed, around in a loop too, and knows what is heard. Without a sound, time passes all the same. */
export class Player {
  readonly #changed: () => void;
  #context: AudioContext | undefined;
  #output: AudioNode | undefined;
  #source: AudioBufferSourceNode | undefined;
  #sound: Sound | undefined;
  #duration = 0;
  #rate = 1;
  #loop: Range | undefined;
  #playing = false;
  /** The position that holds at a time of the context, in seconds. */
  #anchor = { position: 0, time: 0 };

  /** @param changed Told when it begins, stops or jumps. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get rate(): number {
    return this.#rate;
  }

  /** Parts of the real speed: 0.1 to 1. */
  set rate(rate: number) {
    this.#again(() => (this.#rate = rate));
  }

  get loop(): Range | undefined {
    return this.#loop;
  }

  set loop(loop: Range | undefined) {
    this.#again(() => (this.#loop = loop));
  }

  /** Takes another sound and goes to its beginning. */
  load(sound: Sound | undefined, duration: number): void {
    this.#stop();
    this.#sound = sound;
    this.#duration = duration;
    this.#loop = undefined;
    this.#anchor = { position: 0, time: 0 };
    this.#changed();
  }

  /** Milliseconds from the first sample to what is heard at this moment. */
  get position(): number {
    if (!this.#playing) return this.#anchor.position;
    const { from, until } = this.#loop ?? { from: 0, until: Number.POSITIVE_INFINITY };
    const passed = this.#anchor.position + Math.max(0, this.#audible() - this.#anchor.time) * 1000 * this.#rate;
    if (passed < until) return Math.min(passed, this.#duration);
    return from + ((passed - from) % Math.max(1, until - from));
  }

  /** Begins, from the start when it is at the end. For handlers of clicks and keys. */
  play(): void {
    const { from, until } = this.#loop ?? { from: 0, until: this.#duration };
    const position = this.#anchor.position;
    this.#start(position >= until - 1 || (this.#loop && position < from) ? from : position);
    this.#changed();
  }

  pause(): void {
    this.#anchor = { position: this.position, time: 0 };
    this.#stop();
    this.#changed();
  }

  /** Goes to a time; goes on playing there if it plays. */
  seek(position: number): void {
    const there = Math.max(0, Math.min(this.#duration, position));
    if (this.#playing) this.#start(there);
    else this.#anchor = { position: there, time: 0 };
    this.#changed();
  }

  /** To be called in every frame: stops at the end. */
  tick(): void {
    if (this.#playing && this.#loop === undefined && this.position >= this.#duration) this.pause();
  }

  /** The sound as a stream, for recording it. */
  stream(): MediaStream {
    const destination = new MediaStreamAudioDestinationNode(this.#open(), { channelCount: 1 });
    this.#output?.connect(destination);
    return destination.stream;
  }

  #again(change: () => void): void {
    const position = this.position;
    change();
    if (this.#playing) this.#start(position);
    else this.#anchor = { position, time: 0 };
    this.#changed();
  }

  #open(): AudioContext {
    if (this.#context === undefined) {
      this.#context = new AudioContext({ latencyHint: 'interactive' });
      this.#output = new GainNode(this.#context);
      this.#output.connect(this.#context.destination);
    }

    void this.#context.resume();
    return this.#context;
  }

  #start(position: number): void {
    this.#stop();
    const context = this.#open();
    this.#playing = true;
    this.#anchor = { position, time: context.currentTime };
    if (this.#sound !== undefined) {
      const { samples, sampleRate } = this.#sound;
      const buffer = new AudioBuffer({ length: Math.max(1, samples.length), sampleRate });
      buffer.copyToChannel(samples, 0);
      this.#source = new AudioBufferSourceNode(context, { buffer, playbackRate: this.#rate });
      if (this.#loop !== undefined) {
        Object.assign(this.#source, { loop: true, loopStart: this.#loop.from / 1000, loopEnd: this.#loop.until / 1000 });
      }

      this.#source.connect(this.#output!);
      this.#source.start(context.currentTime, position / 1000);
    }
  }

  #stop(): void {
    this.#playing = false;
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = undefined;
  }

  /** The context's time of what leaves the loudspeaker at this moment. */
  #audible(): number {
    const context = this.#context!;
    return context.currentTime - (this.#sound === undefined ? 0 : context.outputLatency || context.baseLatency || 0);
  }
}
