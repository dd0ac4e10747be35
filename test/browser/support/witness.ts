import type { Playhead, Session } from '@troupe/client';
import type { ServerMessage } from '@troupe/protocol';

/** What was on the page in one frame. */
export interface Frame {
  /** `performance.now()` of the page, as everywhere here. */
  readonly at: number;
  readonly state: string;
  /** Mean difference of the mouth's pixels from the picture at rest, 0 to 255. */
  readonly mouth: number;
  /** The caption, and which of its words is lit; -1 for none. */
  readonly caption: string;
  readonly word: number;
}

/** 10 ms of the sound that left for the loudspeaker. */
export interface Sound {
  /** When the page received it: not before it sounded. */
  readonly at: number;
  readonly seconds: number;
  /** Root mean square, 0 to 1. */
  readonly loudness: number;
}

/** Everything that was noticed, by a person's eyes and ears rather than by the page's own figures. */
export interface Testimony {
  readonly frames: readonly Frame[];
  readonly sounds: readonly Sound[];
  readonly messages: readonly { readonly at: number; readonly message: ServerMessage }[];
  readonly playheads: readonly { readonly at: number; readonly playhead: Playhead }[];
  /** When somebody last pressed Stop or Escape; 0 for never. */
  readonly stoppedAt: number;
}

/** What the page offers to tests. */
export interface Witness {
  /** Takes the picture that mouths are compared with. */
  readonly takeRest: () => void;
  readonly testimony: Testimony;
}

declare global {
  interface Window {
    troupeWitness: Witness;
  }
}

interface PresenterElement extends HTMLElement {
  readonly session: Session | undefined;
}

/** Where the mouth is, as parts of the character's picture. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Runs in the page before its own code, so it holds everything that it needs: watches the canvas, the captions and the sound. */
export function installWitness(mouth: Region): void {
  const frames: Frame[] = [];
  const sounds: Sound[] = [];
  const messages: { at: number; message: ServerMessage }[] = [];
  const playheads: { at: number; playhead: Playhead }[] = [];
  const testimony = { frames, sounds, messages, playheads, stoppedAt: 0 };
  const loupe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  let rest: Uint8ClampedArray | undefined;

  const element = (): PresenterElement | null => document.querySelector<PresenterElement>('troupe-presenter');

  const pixels = (canvas: HTMLCanvasElement): Uint8ClampedArray => {
    // The picture is square, as large as fits, centred and at the bottom.
    const side = Math.min(canvas.width, canvas.height);
    const left = (canvas.width - side) / 2 + mouth.left * side;
    const top = canvas.height - side + mouth.top * side;
    const [width, height] = [Math.round(mouth.width * side), Math.round(mouth.height * side)];
    loupe.canvas.width = width;
    loupe.canvas.height = height;
    loupe.drawImage(canvas, left, top, width, height, 0, 0, width, height);
    return loupe.getImageData(0, 0, width, height).data;
  };

  const difference = (first: Uint8ClampedArray, second: Uint8ClampedArray): number =>
    first.length === second.length ? first.reduce((sum, value, index) => sum + Math.abs(value - (second[index] ?? 0)), 0) / first.length : Number.NaN;

  const look = (at: number): void => {
    requestAnimationFrame(look);
    const shadow = element()?.shadowRoot;
    const canvas = shadow?.querySelector('canvas');
    const captions = shadow?.querySelector<HTMLElement>('[part=captions]');
    if (canvas && captions && rest) {
      frames.push({
        at,
        state: element()?.dataset['state'] ?? '',
        mouth: difference(pixels(canvas), rest),
        caption: captions.hidden ? '' : (captions.textContent ?? ''),
        word: [...captions.children].findIndex((word) => word.classList.contains('now')),
      });
    }
  };
  requestAnimationFrame(look);

  const listen = async (context: AudioContext, node: AudioNode): Promise<void> => {
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    connect.call(node, destination);
    const Processor = (globalThis as unknown as { MediaStreamTrackProcessor: new (init: object) => { readable: ReadableStream<AudioData> } }).MediaStreamTrackProcessor;
    const reader = new Processor({ track: destination.stream.getAudioTracks()[0], maxBufferSize: 1000 }).readable.getReader();
    for (;;) {
      const { value: block } = await reader.read();
      if (block === undefined) {
        return;
      }

      const samples = new Float32Array(block.numberOfFrames);
      block.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      sounds.push({ at: performance.now(), seconds: block.numberOfFrames / block.sampleRate, loudness });
      block.close();
    }
  };

  const connect = AudioNode.prototype.connect as (this: AudioNode, ...target: unknown[]) => unknown;
  AudioNode.prototype.connect = function (this: AudioNode, ...target: unknown[]): never {
    if (target[0] instanceof AudioDestinationNode) {
      void listen(this.context as AudioContext, this);
    }

    return connect.apply(this, target) as never;
  };

  document.addEventListener('troupe-started', () => {
    const session = element()?.session;
    session?.on('message', (message) => messages.push({ at: performance.now(), message }));
    session?.on('playhead', (playhead) => playheads.push({ at: performance.now(), playhead }));
  });
  document.addEventListener(
    'click',
    (event) => {
      if (event.composedPath().some((target) => target instanceof Element && target.getAttribute('part') === 'stop')) {
        testimony.stoppedAt = performance.now();
      }
    },
    true,
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') {
        testimony.stoppedAt = performance.now();
      }
    },
    true,
  );

  window.troupeWitness = {
    takeRest: () => {
      rest = pixels(element()!.shadowRoot!.querySelector('canvas')!);
    },
    testimony,
  };
}
