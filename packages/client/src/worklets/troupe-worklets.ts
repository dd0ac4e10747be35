import { JitterBuffer, type JitterReport } from './jitter-buffer.js';
import { CAPTURE_PROCESSOR, PLAYOUT_PROCESSOR, type PlayoutCommand, type PlayoutMessage } from './messages.js';
import { PacketFramer } from './packet-framer.js';
import { scope, type WorkletProcessor } from './worklet-scope.js';

/** Seconds between two reports while nothing changes. */
const REPORT_INTERVAL = 0.05;

/** Seconds for which a sound may be on its way from here to the ear: wireless headphones take a third of it. */
const LONGEST_LATENCY = 1;

class CaptureProcessor extends scope.AudioWorkletProcessor implements WorkletProcessor {
  readonly #framer: PacketFramer;

  constructor(options: { processorOptions: { sampleRate: number } }) {
    super();
    this.#framer = new PacketFramer(scope.sampleRate, options.processorOptions.sampleRate);
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const block = inputs[0]?.[0];
    if (block !== undefined) {
      this.#framer.push(block, (packet) => this.port.postMessage(packet, [packet.samples.buffer]));
    }

    return true;
  }
}

class PlayoutProcessor extends scope.AudioWorkletProcessor implements WorkletProcessor {
  readonly #buffer = new JitterBuffer(scope.sampleRate);
  #playing = false;
  #toldAt = 0;
  #tickUntil = 0;

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PlayoutCommand>): void => this.#obey(event.data);
  }

  process(_inputs: readonly (readonly Float32Array[])[], outputs: readonly (readonly Float32Array[])[]): boolean {
    const [first, ...others] = outputs[0] ?? [];
    if (first === undefined) {
      return true;
    }

    const end = scope.currentTime + first.length / scope.sampleRate;
    this.#buffer.pull(first, (report) => this.#report(report, end));
    others.forEach((channel) => channel.set(first));
    const report = this.#buffer.report();
    const playing = report?.playing ?? false;
    const due = end - this.#toldAt >= REPORT_INTERVAL;
    if (report !== undefined && (playing !== this.#playing || (playing && due))) {
      this.#report(report, end);
    } else if (due && end < this.#tickUntil) {
      this.#tell({ kind: 'tick' }, end);
    }

    this.#playing = playing;
    return true;
  }

  #obey(command: PlayoutCommand): void {
    switch (command.kind) {
      case 'push':
        this.#buffer.push(command, scope.currentTime);
        break;
      case 'clear':
        this.#buffer.clear(command.epoch, (position) => this.#tell({ kind: 'cleared', epoch: command.epoch, position }, this.#toldAt));
        break;
      case 'level':
        this.#buffer.setLevel(command.epoch, command.gain, command.seconds);
        break;
    }
  }

  #report(report: JitterReport, time: number): void {
    const { target, buffered, underruns } = this.#buffer;
    this.#tickUntil = time + LONGEST_LATENCY;
    this.#tell({ kind: 'report', report: { ...report, time, target, buffered, underruns } }, time);
  }

  #tell(message: PlayoutMessage, time: number): void {
    this.#toldAt = time;
    this.port.postMessage(message);
  }
}

scope.registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
scope.registerProcessor(PLAYOUT_PROCESSOR, PlayoutProcessor);
