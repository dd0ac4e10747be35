import type { TroupeError } from '@troupe/protocol';

/** What a session asks of a microphone. */
export interface AudioInputRequest {
  /** Sample rate of the packets: 16000, 24000 or 48000. */
  readonly sampleRate: number;
  /** Gives up the attempt to open. */
  readonly signal: AbortSignal;
  /** Takes each packet of 20 ms. */
  readonly onPacket: (samples: Int16Array) => void;
  /** Told when the microphone is lost while open. */
  readonly onLost: (error: TroupeError) => void;
}

/** Records the person. */
export interface AudioInput {
  /** Begins to record; resolves when the first sound can come. */
  open(request: AudioInputRequest): Promise<void>;
  /** Stops recording and lets go of the device. */
  close(): Promise<void>;
  /** How loud it is, root mean square, 0 to 1; 0 while closed. */
  level(): number;
}
