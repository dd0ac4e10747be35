import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that breaks again and again: of what the server answers on a connection it carries so many bytes, and then resets it. */
export class LossyProxy {
  /** Connections that it broke. */
  broken = 0;

  readonly #listener: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: URL, carried: () => number) {
    this.#listener = createServer((near) => this.#carry(near, connect(Number(server.port), server.hostname), carried()));
  }

  /** Opens one; `carried` gives the bytes that the next connection carries. */
  static async open(server: string, carried: () => number): Promise<LossyProxy> {
    const proxy = new LossyProxy(new URL(server), carried);
    proxy.#listener.listen(0, '127.0.0.1');
    await once(proxy.#listener, 'listening');
    return proxy;
  }

  /** Where it listens. */
  get address(): string {
    return `http://127.0.0.1:${(this.#listener.address() as AddressInfo).port}`;
  }

  /** Closes it with all that is open. */
  close(): void {
    this.#listener.close();
    this.#open.forEach((socket) => socket.destroy());
  }

  #carry(near: Socket, far: Socket, left: number): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#open.delete(socket);
        other.destroy();
      });
    }

    near.pipe(far);
    far.on('data', (piece: Buffer) => {
      near.write(piece.subarray(0, left));
      left -= piece.length;
      if (left <= 0 && !near.destroyed) {
        this.broken++;
        near.end(() => near.resetAndDestroy());
        far.destroy();
      }
    });
  }
}
