import { Loudspeaker, type AudioHost } from '@troupe/client';
import type { AudioPacket } from '@troupe/protocol';

/** A loudspeaker that lets somebody hear what it is given before it plays. */
export class ListeningLoudspeaker extends Loudspeaker {
  readonly #heard: (packet: AudioPacket, sampleRate: number) => void;

  constructor(host: AudioHost, heard: (packet: AudioPacket, sampleRate: number) => void) {
    super(host);
    this.#heard = heard;
  }

  override push(packet: AudioPacket): void {
    super.push(packet);
    this.#heard(packet, this.sampleRate);
  }
}
