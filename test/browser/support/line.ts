import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network between page and server that can break: forwards TCP connections, drops them all, and takes none while it is down. */
export class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #down = false;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#down) {
        near.resetAndDestroy();
        return;
      }

      const far = connect(Number(target.port), target.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('error', () => undefined);
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
  }

  /** Lays a line to a server. */
  static async to(address: string): Promise<Line> {
    const line = new Line(new URL(address));
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  /** The server's address through this line. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks it: what was on its way is lost. */
  cut(): void {
    this.#down = true;
    this.#sockets.forEach((socket) => socket.resetAndDestroy());
  }

  /** Mends it. */
  mend(): void {
    this.#down = false;
  }

  /** Takes it away. */
  async remove(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
