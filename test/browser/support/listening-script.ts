import { LipListener } from '@troupe/lipsync';

/** What is heard in 10 ms: their middle in milliseconds, and seventeen numbers. */
export type Heard = readonly [time: number, values: readonly number[]];

declare global {
  interface Window {
    /** Hears a sound through the worklet, faster than it would play. */
    readonly troupeListen: (weights: string, samples: readonly number[], sampleRate: number) => Promise<{ readonly heard: readonly Heard[]; readonly took: number }>;
  }
}

Object.assign(window, {
  troupeListen: async (weights: string, samples: readonly number[], sampleRate: number) => {
    const context = new OfflineAudioContext(1, samples.length, sampleRate);
    const listener = await LipListener.open(context, Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0)).buffer);
    const heard: Heard[] = [];
    listener.input.port.addEventListener('message', ({ data }) => heard.push([data.time * 1000, [...data.values]]));
    const buffer = new AudioBuffer({ length: samples.length, sampleRate });
    buffer.copyToChannel(Float32Array.from(samples), 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(listener.input);
    source.start();
    const began = performance.now();
    await context.startRendering();
    const took = performance.now() - began;
    for (let count = -1; count < heard.length; ) {
      count = heard.length;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    return { heard, took };
  },
});
