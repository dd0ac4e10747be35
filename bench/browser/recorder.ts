/** Sound as the page got it. */
export interface Recorded {
  readonly rate: number;
  /** For each block, `performance.now()` of its arrival and the number of samples up to its end. */
  readonly blocks: readonly (readonly [arrived: number, end: number])[];
  /** PCM16, little-endian, base64. */
  readonly samples: string;
}

/** What the page offers to benchmarks: both sides of the conversation as sound. */
export interface Recorder {
  readonly microphone: () => Recorded;
  readonly loudspeaker: () => Recorded;
}

declare global {
  interface Window {
    troupeRecorder: Recorder;
  }
}

/** Runs in the page before its own code, so it holds everything that it needs: records what comes from the microphone and what goes to the loudspeaker. */
export function installRecorder(): void {
  interface Line {
    rate: number;
    count: number;
    readonly arrivals: (readonly [arrived: number, end: number])[];
    readonly blocks: Int16Array[];
  }

  const microphone: Line = { rate: 0, count: 0, arrivals: [], blocks: [] };
  const loudspeaker: Line = { rate: 0, count: 0, arrivals: [], blocks: [] };

  const record = async (track: MediaStreamTrack, line: Line): Promise<void> => {
    const Processor = (globalThis as unknown as { MediaStreamTrackProcessor: new (init: object) => { readable: ReadableStream<AudioData> } }).MediaStreamTrackProcessor;
    const reader = new Processor({ track, maxBufferSize: 1000 }).readable.getReader();
    for (;;) {
      const { value: block } = await reader.read();
      if (block === undefined) {
        return;
      }

      const floats = new Float32Array(block.numberOfFrames);
      block.copyTo(floats, { planeIndex: 0, format: 'f32-planar' });
      line.rate = block.sampleRate;
      line.count += floats.length;
      line.arrivals.push([performance.now(), line.count]);
      line.blocks.push(Int16Array.from(floats, (sample) => Math.max(-1, Math.min(1, sample)) * 32767));
      block.close();
    }
  };

  const take = (line: Line): Recorded => {
    const all = new Int16Array(line.count);
    let filled = 0;
    for (const block of line.blocks) {
      all.set(block, filled);
      filled += block.length;
    }

    const bytes = new Uint8Array(all.buffer);
    let text = '';
    for (let from = 0; from < bytes.length; from += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    }

    return { rate: line.rate, blocks: line.arrivals, samples: btoa(text) };
  };

  const connect = AudioNode.prototype.connect as (this: AudioNode, ...target: unknown[]) => unknown;
  AudioNode.prototype.connect = function (this: AudioNode, ...target: unknown[]): never {
    if (target[0] instanceof AudioDestinationNode) {
      const tap = new MediaStreamAudioDestinationNode(this.context as AudioContext, { channelCount: 1 });
      connect.call(this, tap);
      void record(tap.stream.getAudioTracks()[0]!, loudspeaker);
    }

    return connect.apply(this, target) as never;
  };

  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints): Promise<MediaStream> => {
    const stream = await open(constraints);
    void record(stream.getAudioTracks()[0]!.clone(), microphone);
    return stream;
  };

  window.troupeRecorder = { microphone: () => take(microphone), loudspeaker: () => take(loudspeaker) };
}
