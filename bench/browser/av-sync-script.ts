import type { Heard } from '@troupe/client';
import { defineTroupePresenter, type TroupePresenter } from '@troupe/element';

/** What was on the page in a frame. */
export interface SyncFrame {
  /** `performance.now()`. */
  readonly at: number;
  /** The utterance and the milliseconds of it that the face was posed for. */
  readonly utterance: number;
  readonly position: number;
  /** The AudioContext's time of the sample that left for the loudspeaker at `at`, as the browser says. */
  readonly audible: number;
  /** Pixels of what lies behind the lips. */
  readonly dark: number;
}

/** Milliseconds in which two things count as one moment. */
const ATOMIC = 2;

declare global {
  interface Window {
    troupeSync: {
      readonly frames: SyncFrame[];
      /** Three numbers each: the AudioContext's time, the first and the last sample. */
      readonly blocks: number[];
    };
  }
}

const frames: SyncFrame[] = [];
const blocks: number[] = [];
window.troupeSync = { frames, blocks };

let sound: AudioContext | undefined;
const connect = AudioNode.prototype.connect as (this: AudioNode, ...target: unknown[]) => unknown;
AudioNode.prototype.connect = function (this: AudioNode, ...target: unknown[]): never {
  if (target[0] instanceof AudioDestinationNode) {
    const context = (sound = this.context as AudioContext);
    void context.audioWorklet.addModule('/tap.js').then(() => {
      const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0 });
      tap.port.onmessage = ({ data }: MessageEvent<number[]>): void => void blocks.push(...data);
      connect.call(this, tap);
    });
  }

  return connect.apply(this, target) as never;
};

defineTroupePresenter();
const element = document.createElement('troupe-presenter') as TroupePresenter;
element.setAttribute('worklet-url', '/troupe-worklets.js');
document.body.append(element);

const loupe = new OffscreenCanvas(64, 64).getContext('2d', { willReadFrequently: true })!;

/** Pixels between the lips, of 64 by 64 in Ada's picture, which is square, as large as fits, centred and at the bottom. */
function darkBehindLips(canvas: HTMLCanvasElement): number {
  const side = Math.min(canvas.width, canvas.height);
  loupe.drawImage(canvas, (canvas.width - side) / 2 + side * 0.39, canvas.height - side + side * 0.55, side * 0.22, side * 0.17, 0, 0, 64, 64);
  const { data } = loupe.getImageData(0, 0, 64, 64);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) {
    dark += data[at]! < 125 && data[at + 1]! < 60 && data[at + 2]! >= data[at + 1]! ? 1 : 0;
  }

  return dark;
}

/** Where the ear is, and when that was asked: again where the system gave the processor to somebody else between the two. */
function ask(): { readonly heard: Heard | undefined; readonly at: number } {
  for (;;) {
    const before = performance.now();
    const heard = element.session?.heard();
    const at = performance.now();
    if (at - before < ATOMIC) return { heard, at };
  }
}

const look = (): void => {
  requestAnimationFrame(look);
  const { heard, at } = ask();
  const canvas = element.shadowRoot?.querySelector('canvas');
  if (heard?.playing && sound !== undefined && canvas) {
    const { contextTime = 0, performanceTime = 0 } = sound.getOutputTimestamp();
    frames.push({ at, utterance: heard.utterance, position: heard.position, audible: contextTime + (at - performanceTime) / 1000, dark: darkBehindLips(canvas) });
  }
};
requestAnimationFrame(look);
