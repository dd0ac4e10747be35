import { JitterBuffer, type JitterReport } from './jitter-buffer.js';
import { CAPTURE_PROCESSOR, PLAYOUT_PROCESSOR, type PlayoutCommand, type PlayoutReport } from './messages.js';
import { PacketFramer } from './packet-framer.js';
import { scope, type WorkletProcessor } from './worklet-scope.js';

/** Seconds between two reports while nothing changes. */
const REPORT_INTERVAL = 0.05;

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
  #reportedAt = 0;

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PlayoutCommand>): void => {
      const command = event.data;
      if (command.kind === 'push') {
        this.#buffer.push(command, scope.currentTime);
      } else {
        this.#buffer.clear(command.epoch);
      }
    };
  }

  process(_inputs: readonly (readonly Float32Array[])[], outputs: readonly (readonly Float32Array[])[]): boolean {
    const [first, ...others] = outputs[0] ?? [];
    if (first === undefined) {
      return true;
    }

    const end = scope.currentTime + first.length / scope.sampleRate;
    this.#buffer.pull(first, (report) => this.#post(report, end));
    others.forEach((channel) => channel.set(first));
    const report = this.#buffer.report();
    const playing = report?.playing ?? false;
    if (report !== undefined && (playing !== this.#playing || (playing && end - this.#reportedAt >= REPORT_INTERVAL))) {
      this.#post(report, end);
    }

    this.#playing = playing;
    return true;
  }

  #post(report: JitterReport, time: number): void {
    this.#reportedAt = time;
    const { target, buffered, underruns } = this.#buffer;
    this.port.postMessage({ ...report, time, target, buffered, underruns } satisfies PlayoutReport);
  }
}

scope.registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
scope.registerProcessor(PLAYOUT_PROCESSOR, PlayoutProcessor);
