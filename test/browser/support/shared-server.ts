import type { TestProject } from 'vitest/node';
import { TroupeServer } from './troupe-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the tests share. */
    readonly address: string;
  }
}

/** Starts the server that the tests share; all its engines work. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const server = await TroupeServer.start('shared');
  const { status, missing } = await server.readiness();
  if (status !== 200) {
    await server.stop();
    throw new Error(`Engines are missing: ${JSON.stringify(missing)}. Run ./dev doctor.`);
  }

  project.provide('address', server.address);
  return () => server.stop();
}
