/** What an AudioWorklet module finds around itself; the DOM library of TypeScript does not describe it. */
export interface WorkletProcessor {
  readonly port: MessagePort;
  /** Handles one block of 128 frames; false ends the processor. */
  process(inputs: readonly (readonly Float32Array[])[], outputs: readonly (readonly Float32Array[])[]): boolean;
}

interface WorkletScope {
  readonly sampleRate: number;
  readonly currentTime: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: new (options: { processorOptions: { sampleRate: number } }) => WorkletProcessor): void;
}

/** The scope that this code runs in. */
export const scope = globalThis as unknown as WorkletScope;
