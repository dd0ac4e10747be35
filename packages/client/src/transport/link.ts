import { decodeAudio, parseMessage, PROTOCOL, TroupeError, type AudioPacket, type ClientMessage, type ServerMessage } from '@troupe/protocol';
import type { WebSocketConstructor, WebSocketLike } from './web-socket-like.js';

/** What a link tells its owner. */
export interface LinkHandlers {
  /** A message of a known type. */
  readonly message: (message: ServerMessage) => void;
  /** A packet of speech. */
  readonly audio: (packet: AudioPacket) => void;
  /** A frame that cannot be read; the link goes on. */
  readonly unreadable: (error: TroupeError) => void;
  /** The socket is closed. Told once, and only after it was open. */
  readonly closed: () => void;
}

/** `WebSocket.OPEN`. */
const OPEN = 1;

/** Bytes that may wait in the socket before sound waits outside of it: about 8 s of microphone. */
const CONGESTED = 256 * 1024;

/** One WebSocket, from its opening to its close. */
export class Link {
  readonly #socket: WebSocketLike;

  private constructor(socket: WebSocketLike) {
    this.#socket = socket;
  }

  /**
   * Opens a socket.
   *
   * @throws TroupeError `unreachable` when it does not open in time, `aborted` when the signal fires.
   */
  static open(url: string, constructor: WebSocketConstructor, handlers: LinkHandlers, signal: AbortSignal): Promise<Link> {
    return new Promise((resolve, reject) => {
      const socket = new constructor(url, PROTOCOL.subProtocol);
      socket.binaryType = 'arraybuffer';
      let open = false;
      const give = (error: TroupeError): void => {
        reject(error);
        socket.close();
      };
      const abort = (): void => {
        if (!open) {
          give(new TroupeError('aborted', 'Connecting was given up.', { retryable: true, cause: signal.reason }));
        }
      };
      signal.addEventListener('abort', abort, { once: true });
      socket.addEventListener('open', () => {
        open = true;
        signal.removeEventListener('abort', abort);
        if (signal.aborted) {
          socket.close();
        } else {
          resolve(new Link(socket));
        }
      });
      socket.addEventListener('message', (event) => receive(event.data, handlers));
      socket.addEventListener('error', () => undefined);
      socket.addEventListener('close', () => {
        signal.removeEventListener('abort', abort);
        reject(new TroupeError('unreachable', 'The server cannot be reached.', { retryable: true }));
        if (open) {
          handlers.closed();
        }
      });
      if (signal.aborted) {
        abort();
      }
    });
  }

  /** Sends a message; dropped when the socket is no longer open, as the owner will be told. */
  send(message: ClientMessage): void {
    if (this.#socket.readyState === OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** Sends sound; false when the socket is not open or has too much waiting. */
  sendFrame(frame: Uint8Array<ArrayBuffer>): boolean {
    if (this.#socket.readyState !== OPEN || this.#socket.bufferedAmount > CONGESTED) {
      return false;
    }

    this.#socket.send(frame);
    return true;
  }

  /** Closes the socket. */
  close(): void {
    this.#socket.close(1000);
  }
}

function receive(data: unknown, handlers: LinkHandlers): void {
  if (typeof data === 'string') {
    let message: ServerMessage | undefined;
    try {
      message = parseMessage(data);
    } catch (error) {
      handlers.unreadable(error as TroupeError);
      return;
    }

    if (message !== undefined) {
      handlers.message(message);
    }
  } else if (data instanceof ArrayBuffer || data instanceof Uint8Array) {
    const packet = decodeAudio(data);
    if (packet === undefined) {
      handlers.unreadable(new TroupeError('bad_message', 'An audio frame could not be read.', { retryable: false }));
    } else if (packet.kind === 'speech') {
      handlers.audio(packet);
    }
  }
}
