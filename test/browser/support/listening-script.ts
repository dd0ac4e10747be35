import { AudioMouth, LipNetWeights, LipNode, type LipKernel } from '@troupe/lipsync';

/** The mouth of 10 ms: their middle in milliseconds, and sixteen numbers. */
export type Heard = readonly [time: number, values: readonly number[]];

/** What was heard, and by what. */
export interface Listened {
  readonly heard: readonly Heard[];
  readonly kernel: LipKernel | undefined;
}

declare global {
  interface Window {
    /** Hears the microphone for a time in milliseconds: in each frame, the weight of the mouth at rest as it is when the sound is due, and whether it is known. */
    readonly troupeListenLive: (weights: string, milliseconds: number) => Promise<readonly { readonly at: number; readonly known: boolean; readonly rest: number; readonly late: number }[]>;
    /** What computes the network on the page's own thread. */
    readonly troupeKernel: (weights: string) => Promise<LipKernel>;
    /** Hears a sound through the worklet, faster than it would play, once or again and again for some seconds. */
    readonly troupeListen: (weights: string, samples: readonly number[], sampleRate: number, seconds?: number) => Promise<Listened>;
  }
}

const bytesOf = (base64: string): ArrayBuffer => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;

Object.assign(window, {
  troupeListenLive: async (weights: string, milliseconds: number) => {
    const context = new AudioContext();
    const lips = await LipNode.open(context, bytesOf(weights));
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(lips.input);
    const mouth = new Float32Array(16);
    const seen: { at: number; known: boolean; rest: number; late: number }[] = [];
    const began = performance.now();
    while (performance.now() - began < milliseconds) {
      await new Promise(requestAnimationFrame);
      const known = lips.read(context.currentTime - lips.lookAhead / 1000 - 0.02, mouth);
      seen.push({ at: performance.now() - began, known, rest: mouth[0]!, late: (context.currentTime - lips.latest) * 1000 });
    }

    lips.close();
    return seen;
  },
  troupeKernel: async (weights: string) => {
    // Away from what called this, to which no policy applies.
    await new Promise((resolve) => setTimeout(resolve));
    return new AudioMouth(new LipNetWeights(bytesOf(weights)), 48_000, () => undefined).kernel;
  },
  troupeListen: async (weights: string, samples: readonly number[], sampleRate: number, seconds = samples.length / sampleRate) => {
    const heard: Heard[] = [];
    const context = new OfflineAudioContext(1, Math.round(seconds * sampleRate), sampleRate);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate });
    buffer.copyToChannel(Float32Array.from(samples), 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const lips = await LipNode.open(context, bytesOf(weights));
    lips.input.port.addEventListener('message', ({ data }) => heard.push([data.time * 1000, [...data.values]]));
    source.connect(lips.input);
    source.start();
    await context.startRendering();
    for (let count = -1; count < heard.length; ) {
      count = heard.length;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    return { heard, kernel: lips.kernel };
  },
});
