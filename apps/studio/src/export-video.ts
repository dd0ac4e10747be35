import { readPalette } from './palette.js';

const WIDTH = 720;
const HEIGHT = 720;

/** Records faces, side by side, with their sound as WebM while they play. */
export class VideoRecording {
  readonly #canvas = document.createElement('canvas');
  readonly #faces: readonly HTMLCanvasElement[];
  readonly #recorder: MediaRecorder;
  readonly #pieces: Blob[] = [];

  /** Throws an `Error` where the browser records no WebM. */
  constructor(faces: readonly HTMLCanvasElement[], sound: MediaStream) {
    if (typeof MediaRecorder === 'undefined' || !MediaRecorder.isTypeSupported('video/webm')) throw new Error('This browser records no WebM; Chromium and Firefox do.');
    this.#faces = faces;
    Object.assign(this.#canvas, { width: WIDTH * faces.length, height: HEIGHT });
    this.frame();
    const stream = new MediaStream([...this.#canvas.captureStream(60).getTracks(), ...sound.getAudioTracks()]);
    this.#recorder = new MediaRecorder(stream, { mimeType: 'video/webm', videoBitsPerSecond: 4_000_000 });
    this.#recorder.ondataavailable = ({ data }): void => void this.#pieces.push(data);
    this.#recorder.start();
  }

  /** Takes the faces as they are drawn. */
  frame(): void {
    const context = this.#canvas.getContext('2d')!;
    context.fillStyle = readPalette().card;
    context.fillRect(0, 0, this.#canvas.width, HEIGHT);
    this.#faces.forEach((face, index) => context.drawImage(face, index * WIDTH, 0, WIDTH, HEIGHT));
  }

  /** Ends it. Resolves to the film. */
  finish(): Promise<Blob> {
    return new Promise((resolve) => {
      this.#recorder.onstop = (): void => resolve(new Blob(this.#pieces, { type: 'video/webm' }));
      this.#recorder.stop();
    });
  }
}
