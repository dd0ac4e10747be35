import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { indexOf, visemes } from './visemes.mjs';

const name = '@met4citizen/headaudio';

/** HeadAudio as it ships: its worklet, its English model, and its own animation at each refresh. */
export async function start() {
  const context = new AudioContext();
  await context.audioWorklet.addModule(`${name}/modules/headworklet.mjs`);
  const { HeadAudio } = await import(`${name}/modules/headaudio.mjs`);
  const model = await readFile(createRequire(import.meta.url).resolve(`${name}/dist/model-en-mixed.bin`));
  return async (page) => {
    const node = new HeadAudio(context);
    await node.loadModel(`data:application/octet-stream;base64,${model.toString('base64')}`);
    const weights = new Float32Array(visemes.length);
    node.onvalue = (viseme, value) => {
      weights[indexOf(viseme)] = value;
    };
    return page.play(
      (block) => node.render(block),
      (milliseconds) => {
        node.update(milliseconds);
        return weights;
      },
    );
  };
}
