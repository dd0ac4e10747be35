import type { AudioPacket } from '@troupe/protocol';
import { PLAYOUT_PROCESSOR, type PlayoutCommand, type PlayoutMessage, type PlayoutReport } from '../worklets/messages.js';
import type { AudioHost } from './audio-host.js';
import { PlayheadTrack } from './playhead-track.js';
import { DUCKING, RESTORING, type OutputMetrics, type Playhead, type SpeechOutput } from './speech-output.js';

/** Milliseconds for the sound's thread to say where it stopped; it takes about 10 unless the browser has suspended it. */
const CLEAR_PATIENCE = 150;

/** Plays speech in a browser by an AudioWorklet with an adaptive jitter buffer of 20 to 120 ms. */
export class Loudspeaker implements SpeechOutput {
  readonly sampleRate: number;
  readonly #host: AudioHost;
  readonly #track = new PlayheadTrack();
  readonly #waiting: PlayoutCommand[] = [];
  readonly #clearing = new Map<number, (position: number) => void>();
  #changed: (playhead: Playhead) => void = () => undefined;
  #moved: () => void = () => undefined;
  #context: AudioContext | undefined;
  #node: AudioWorkletNode | undefined;
  #analyser: AnalyserNode | undefined;
  #latest: PlayoutReport | undefined;
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param host The page's sound.
   * @param options `sampleRate` on the wire: 16000, 24000 (default) or 48000.
   */
  constructor(host: AudioHost, options: { readonly sampleRate?: number } = {}) {
    this.#host = host;
    this.sampleRate = options.sampleRate ?? 24_000;
  }

  async open(signal: AbortSignal): Promise<void> {
    const context = await this.#host.open(signal);
    if (this.#node !== undefined) {
      return;
    }

    this.#context = context;
    const node = new AudioWorkletNode(context, PLAYOUT_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: { sampleRate: this.sampleRate },
    });
    this.#node = node;
    this.#analyser = new AnalyserNode(context, { fftSize: 1024 });
    node.connect(this.#analyser).connect(context.destination);
    node.port.onmessage = (event: MessageEvent<PlayoutMessage>): void => this.#receive(event.data);
    this.#waiting.splice(0).forEach((command) => node.port.postMessage(command));
  }

  push(packet: AudioPacket): void {
    const { epoch, utterance, offset, last, samples } = packet;
    this.#newest = epoch;
    this.#post({ kind: 'push', epoch, utterance, offset, last, samples, sampleRate: this.sampleRate });
  }

  clear(epoch: number): Promise<number> {
    const heard = this.playhead();
    const estimate = heard?.epoch === epoch ? heard.position : 0;
    this.#track.clear(epoch);
    this.#post({ kind: 'clear', epoch });
    if (this.#newest !== epoch || this.#context?.state !== 'running') {
      // Nothing of it came, or nothing sounds: the sound's thread need not be waited for.
      return Promise.resolve(estimate);
    }

    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#clearing.get(epoch)?.(estimate), CLEAR_PATIENCE);
      this.#clearing.set(epoch, (position) => {
        clearTimeout(timer);
        this.#clearing.delete(epoch);
        resolve(position);
      });
    });
  }

  duck(epoch: number, decibels: number): void {
    this.#post({ kind: 'level', epoch, gain: 10 ** (decibels / 20), seconds: DUCKING });
  }

  restore(epoch: number): void {
    this.#post({ kind: 'level', epoch, gain: 1, seconds: RESTORING });
  }

  playhead(): Playhead | undefined {
    const time = this.#audibleTime();
    this.#track.advance(time, this.#changed);
    return this.#track.at(time);
  }

  listen(changed: (playhead: Playhead) => void, moved: () => void = () => undefined): void {
    this.#changed = changed;
    this.#moved = moved;
  }

  level(): number {
    if (this.#analyser === undefined) {
      return 0;
    }

    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }

  metrics(): OutputMetrics {
    const { target = 0, buffered = 0, underruns = 0 } = this.#latest ?? {};
    return { target, buffered, underruns, latency: this.#latency() * 1000 };
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#node?.disconnect();
    this.#node = undefined;
    this.#analyser = undefined;
    await this.#host.close();
  }

  #post(command: PlayoutCommand): void {
    if (this.#node === undefined) {
      this.#waiting.push(command);
    } else {
      this.#node.port.postMessage(command);
    }
  }

  #receive(message: PlayoutMessage): void {
    if (message.kind === 'cleared') {
      this.#clearing.get(message.epoch)?.(message.position);
      return;
    }

    if (message.kind === 'report') {
      this.#add(message.report);
    }

    this.playhead();
    this.#moved();
  }

  /** Takes a report, and looks again when it leaves the loudspeaker. */
  #add(report: PlayoutReport): void {
    this.#latest = report;
    this.#track.add(report);
    const wait = Math.max(0, (report.time - this.#audibleTime()) * 1000);
    this.#timer = setTimeout(() => this.playhead(), wait + 1);
  }

  /** The AudioContext's time of the sample that leaves the loudspeaker at this moment. */
  #audibleTime(): number {
    return (this.#context?.currentTime ?? 0) - this.#latency();
  }

  #latency(): number {
    const context = this.#context;
    return context === undefined ? 0 : context.outputLatency || context.baseLatency || 0;
  }
}
