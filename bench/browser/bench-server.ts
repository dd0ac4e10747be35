import type { TestProject } from 'vitest/node';
import { TroupeServer } from '../../test/browser/support/troupe-server.js';

/** Starts the server with its embedded engines; it greets nobody, so that the answer is the first to be heard. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const server = await TroupeServer.start('bench', ['--Troupe:Conversation:Greeting=']);
  const { status, missing } = await server.readiness();
  if (status !== 200) {
    await server.stop();
    throw new Error(`Engines are missing: ${JSON.stringify(missing)}. Run ./dev doctor.`);
  }

  project.provide('address', server.address);
  return () => server.stop();
}
