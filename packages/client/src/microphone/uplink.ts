import { encodeAudio, PROTOCOL } from '@troupe/protocol';

/** Sends a frame; false when the socket is closed or has too much waiting. */
export type FrameSender = (frame: Uint8Array<ArrayBuffer>) => boolean;

/** Packets sent at once when many wait: ten times real time, so that catching up is quick and never a flood. */
const BURST = 10;

/** Milliseconds of sound that are kept to be sent again: the resume window and a little more. */
const KEPT = PROTOCOL.resumeWindowMilliseconds + 5000;

/**
 * The microphone's way to the server: numbers every sample, waits for the socket, and after a resume goes on where the server stopped hearing.
 *
 * What is said before the handshake, or while the socket is lost, is sent afterwards in order.
 */
export class Uplink {
  readonly #send: FrameSender;
  readonly #keptSamples: number;
  readonly #packets: { offset: number; samples: Int16Array }[] = [];
  #end = 0;
  #next = 0;
  #connected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly end: number; readonly resolve: () => void }[] = [];

  constructor(send: FrameSender, sampleRate: number) {
    this.#send = send;
    this.#keptSamples = (sampleRate * KEPT) / 1000;
  }

  /** Samples that were recorded. */
  get recorded(): number {
    return this.#end;
  }

  /** Samples that were sent. */
  get sent(): number {
    return this.#next;
  }

  /** Takes what the microphone heard. */
  add(samples: Int16Array): void {
    this.#packets.push({ offset: this.#end, samples });
    this.#end += samples.length;
    while (this.#end - this.#packets[0]!.offset > this.#keptSamples) {
      this.#packets.shift();
    }

    this.#next = Math.max(this.#next, this.#packets[0]!.offset);
    this.#pump();
  }

  /** The socket is ready; the server has received this many samples. */
  connect(received: number): void {
    this.#connected = true;
    this.#next = Math.max(received, this.#packets[0]?.offset ?? this.#end);
    this.#pump();
  }

  /** The socket is gone. */
  disconnect(): void {
    this.#connected = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Drops what was not sent: the server does not listen. */
  discard(): void {
    this.#end = this.#next;
    this.#packets.splice(0, this.#packets.length, ...this.#packets.filter((packet) => packet.offset < this.#next));
    this.#tellDrained();
  }

  /** Resolves when everything that was recorded so far is sent, or dropped. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ end: this.#end, resolve });
      this.#tellDrained();
    });
  }

  #tellDrained(): void {
    const gone = (end: number): boolean => end <= this.#next || this.#next === this.#end;
    this.#waiting.filter(({ end }) => gone(end)).forEach(({ resolve }) => resolve());
    this.#waiting = this.#waiting.filter(({ end }) => !gone(end));
  }

  #pump(): void {
    if (!this.#connected || this.#timer !== undefined) {
      return;
    }

    for (let count = 0; count < BURST && this.#next < this.#end; count++) {
      const packet = this.#packets.find((candidate) => candidate.offset + candidate.samples.length > this.#next)!;
      const samples = packet.samples.subarray(this.#next - packet.offset);
      if (!this.#send(encodeAudio({ kind: 'microphone', offset: this.#next, samples }))) {
        break;
      }

      this.#next += samples.length;
    }

    this.#tellDrained();
    if (this.#next < this.#end) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#pump();
      }, PROTOCOL.packetMilliseconds);
    }
  }
}
