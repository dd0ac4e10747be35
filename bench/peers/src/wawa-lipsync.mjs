import { indexOf, visemes } from './visemes.mjs';

/** wawa-lipsync answers one viseme at each refresh; it is scored as it stands, without the easing that a page may add. */
export async function start() {
  const { Lipsync } = await import('wawa-lipsync');
  return (page) => {
    const lipsync = new Lipsync();
    lipsync.connectAudio({ src: 'clip' });
    const weights = new Float32Array(visemes.length);
    return page.play(
      () => {},
      () => {
        lipsync.processAudio();
        weights.fill(0);
        weights[indexOf(lipsync.viseme)] = 1;
        return weights;
      },
    );
  };
}
