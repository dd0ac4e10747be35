import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { calibrate, untrained } from './wlipsync-profile.mjs';
import { indexOf, visemes } from './visemes.mjs';

const shapes = { A: 'aa', I: 'ih', U: 'ou', E: 'E', O: 'oh' };

/**
 * wLipSync ships without a profile: it is calibrated here on the very voice that it will hear, which no other way is given. As in its example
 * the five vowels move the face, each by its weight times the volume, and what else the profile knows leaves it at rest.
 */
export async function start(clips) {
  const context = new AudioContext();
  await context.audioWorklet.addModule('wlipsync/audio-processor.js');
  const { createWLipSyncNode, configuration } = await import('wlipsync/wlipsync.js');
  const { resolve } = createRequire(import.meta.url);
  configuration.wasmModule = new WebAssembly.Module(await readFile(resolve('wlipsync/wlipsync.wasm')));
  const open = async (profile) => {
    const node = await createWLipSyncNode(context, profile);
    while (node.processor.exports === null || node.processor.inputBufferIndex < 0) {
      await new Promise((resume) => setImmediate(resume));
    }

    return node;
  };
  const profile = calibrate(await open(untrained), clips);
  return async (page) => {
    const node = await open(profile);
    const weights = new Float32Array(visemes.length);
    return page.play(
      (block) => node.render(block),
      () => {
        for (const [vowel, viseme] of Object.entries(shapes)) {
          weights[indexOf(viseme)] = node.weights[vowel] * node.volume;
        }

        return weights;
      },
    );
  };
}
