/** Runs on the sound's thread: tells of every block that goes to the loudspeaker its time, its first and its last sample. */
const scope = globalThis as unknown as {
  readonly currentTime: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: new () => object): void;
};

/** Blocks that are told at once. */
const TOLD = 32;

class Tap extends scope.AudioWorkletProcessor {
  #blocks: number[] = [];

  process([channels]: readonly (readonly Float32Array[])[]): boolean {
    const block = channels?.[0];
    if (block !== undefined) {
      this.#blocks.push(scope.currentTime, block[0]!, block.at(-1)!);
      if (this.#blocks.length >= TOLD * 3) {
        this.port.postMessage(this.#blocks);
        this.#blocks = [];
      }
    }

    return true;
  }
}

scope.registerProcessor('tap', Tap);
