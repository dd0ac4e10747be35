import type { TestProject } from 'vitest/node';
import { share } from '../../test/browser/support/shared-server.js';

/** Starts the server with its embedded engines; it greets nobody, so that the answer is the first to be heard. */
export default function start(project: TestProject): Promise<() => Promise<void>> {
  return share(project, 'bench', ['--Troupe:Conversation:Greeting=']);
}
