import type { TestProject } from 'vitest/node';
import { TroupeServer } from './troupe-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the tests share. */
    readonly address: string;
  }
}

/** Starts the server that the tests share; all its engines work. */
export default function start(project: TestProject): Promise<() => Promise<void>> {
  return share(project, 'shared');
}

/** Starts a server for all tests of a project. Returns what stops it; throws where an engine is missing. */
export async function share(project: TestProject, name: string, settings?: readonly string[]): Promise<() => Promise<void>> {
  const server = await TroupeServer.start(name, settings);
  const { status, missing } = await server.readiness();
  if (status !== 200) {
    await server.stop();
    throw new Error(`Engines are missing: ${JSON.stringify(missing)}. Run ./dev doctor.`);
  }

  project.provide('address', server.address);
  return () => server.stop();
}
