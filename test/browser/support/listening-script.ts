import { LipNode } from '@troupe/lipsync';

/** The mouth of 10 ms: their middle in milliseconds, and sixteen numbers. */
export type Heard = readonly [time: number, values: readonly number[]];

declare global {
  interface Window {
    /** Hears a sound through the worklet, faster than it would play. Times in milliseconds: of all of it, and without the worklet. */
    readonly troupeListen: (weights: string, samples: readonly number[], sampleRate: number) => Promise<{ readonly heard: readonly Heard[]; readonly took: number; readonly idle: number }>;
  }
}

async function render(samples: readonly number[], sampleRate: number, listen: (context: OfflineAudioContext) => Promise<AudioNode>): Promise<number> {
  const context = new OfflineAudioContext(1, samples.length, sampleRate);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate });
  buffer.copyToChannel(Float32Array.from(samples), 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(await listen(context));
  source.start();
  const began = performance.now();
  await context.startRendering();
  return performance.now() - began;
}

Object.assign(window, {
  troupeListen: async (weights: string, samples: readonly number[], sampleRate: number) => {
    const heard: Heard[] = [];
    const took = await render(samples, sampleRate, async (context) => {
      const { input } = await LipNode.open(context, Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0)).buffer);
      input.port.addEventListener('message', ({ data }) => heard.push([data.time * 1000, [...data.values]]));
      return input;
    });
    const idle = await render(samples, sampleRate, async (context) => context.destination);
    for (let count = -1; count < heard.length; ) {
      count = heard.length;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    return { heard, took, idle };
  },
});
