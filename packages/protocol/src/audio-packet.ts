/** Whose audio a packet carries: the presenter's from the server, or the person's from the client. */
export type AudioPacketKind = 'speech' | 'microphone';

/**
 * A binary frame of the wire: a header of 24 bytes, little-endian, and mono PCM16 samples.
 *
 * The header is kind (1), flags (1), reserved (2), epoch (4), utterance (4), offset in samples (4), seq (8).
 */
export interface AudioPacket {
  /** Whose audio it is. */
  readonly kind: AudioPacketKind;
  /** Epoch of the utterance; 0 for the microphone. */
  readonly epoch: number;
  /** The utterance; 0 for the microphone. */
  readonly utterance: number;
  /** Position of the first sample, in samples from the utterance's first, or from the microphone's first of the session. */
  readonly offset: number;
  /** Position in the server's outbound stream, shared with messages; 0 for the microphone. */
  readonly seq: number;
  /** Whether the utterance ends with this packet. */
  readonly last: boolean;
  /** The samples. */
  readonly samples: Int16Array;
}

/** Bytes before the samples. */
export const AUDIO_HEADER_BYTES = 24;

const kinds: readonly AudioPacketKind[] = ['speech', 'microphone'];

/** Writes a packet as a binary frame. Missing fields are zero. */
export function encodeAudio(packet: Pick<AudioPacket, 'kind' | 'offset' | 'samples'> & Partial<AudioPacket>): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(AUDIO_HEADER_BYTES + packet.samples.length * 2);
  const view = new DataView(frame.buffer);
  view.setUint8(0, kinds.indexOf(packet.kind) + 1);
  view.setUint8(1, packet.last ? 1 : 0);
  view.setUint32(4, packet.epoch ?? 0, true);
  view.setUint32(8, packet.utterance ?? 0, true);
  view.setUint32(12, packet.offset, true);
  view.setBigInt64(16, BigInt(packet.seq ?? 0), true);
  packet.samples.forEach((sample, index) => view.setInt16(AUDIO_HEADER_BYTES + index * 2, sample, true));
  return frame;
}

/** Reads a binary frame; undefined when it is too short, of unknown kind, or holds half a sample. */
export function decodeAudio(frame: ArrayBuffer | Uint8Array): AudioPacket | undefined {
  const view = frame instanceof Uint8Array ? new DataView(frame.buffer, frame.byteOffset, frame.byteLength) : new DataView(frame);
  const sampleBytes = view.byteLength - AUDIO_HEADER_BYTES;
  const kind = sampleBytes < 0 || sampleBytes % 2 !== 0 ? undefined : kinds[view.getUint8(0) - 1];
  if (kind === undefined) {
    return undefined;
  }

  const samples = new Int16Array(sampleBytes / 2);
  for (let index = 0; index < samples.length; index++) {
    samples[index] = view.getInt16(AUDIO_HEADER_BYTES + index * 2, true);
  }

  return {
    kind,
    last: (view.getUint8(1) & 1) !== 0,
    epoch: view.getUint32(4, true),
    utterance: view.getUint32(8, true),
    offset: view.getUint32(12, true),
    seq: Number(view.getBigInt64(16, true)),
    samples,
  };
}
