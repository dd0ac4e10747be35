import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { reports, root } from './checkout.js';

/** Milliseconds for the server to find and warm up its engines, and to end its sessions. */
const START_PATIENCE = 60_000;
const STOP_PATIENCE = 15_000;

/** A part of a conversation that the server lacks. */
export interface Finding {
  readonly part: string;
  readonly detail: string;
  readonly cure?: string;
}

/** The answer of `/readyz`. */
export interface Readiness {
  readonly status: number;
  readonly missing: readonly Finding[];
}

/** The built server as a process of its own, on a free port of the loopback interface. */
export class TroupeServer {
  readonly port: number;
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #log: string[] = [];

  private constructor(name: string, port: number, settings: readonly string[]) {
    this.#name = name;
    this.port = port;
    const flavour = (process.env['TROUPE_CONFIGURATION'] ?? 'Release').toLowerCase();
    const program = `${root}/artifacts/bin/Troupe.Server/${flavour}/Troupe.Server.dll`;
    if (!existsSync(program) || !existsSync(`${root}/apps/web/dist/index.html`)) {
      throw new Error('The server or its page is not built: run ./dev build.');
    }

    this.#process = spawn('dotnet', [program, `--Urls=http://127.0.0.1:${port}`, '--Troupe:Events:Store=Memory', ...settings], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.on('data', (piece: Buffer) => this.#log.push(piece.toString()));
    this.#process.stderr?.on('data', (piece: Buffer) => this.#log.push(piece.toString()));
  }

  /** Starts a server and waits until its engines are warm: until all its parts work, or it says which one is missing. */
  static async start(name: string, settings: readonly string[] = []): Promise<TroupeServer> {
    const server = new TroupeServer(name, await freePort(), settings);
    try {
      await server.#warm();
      return server;
    } catch (error) {
      await server.stop();
      throw new Error(`The server did not get ready: ${String(error)}\n${server.log}`, { cause: error });
    }
  }

  /** Where the page is. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it wrote so far. */
  get log(): string {
    return this.#log.join('');
  }

  /** Asks whether all parts work. */
  async readiness(): Promise<Readiness> {
    const answer = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(5000) });
    const body = (await answer.json()) as { readonly missing?: readonly Finding[] };
    return { status: answer.status, missing: body.missing ?? [] };
  }

  /** Stops the process and waits for its end. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = once(this.#process, 'exit');
      const impatience = setTimeout(() => this.#process.kill('SIGKILL'), STOP_PATIENCE);
      this.#process.kill('SIGTERM');
      await gone;
      clearTimeout(impatience);
    }

    await mkdir(reports, { recursive: true });
    await writeFile(`${reports}/server-${this.#name}.log`, this.log);
  }

  async #warm(): Promise<void> {
    const deadline = Date.now() + START_PATIENCE;
    while (Date.now() < deadline) {
      if (this.#process.exitCode !== null) {
        throw new Error(`it ended with code ${this.#process.exitCode}`);
      }

      const readiness = await this.readiness().catch(() => undefined);
      if (readiness !== undefined && readiness.missing.every((finding) => finding.part !== 'engines')) {
        return;
      }

      await pause(100);
    }

    throw new Error(`it was not warm after ${START_PATIENCE} ms`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
