export class Analyser {
  readonly frequencyBinCount: number;
  getByteFrequencyData(bytes: Uint8Array): void;
}
