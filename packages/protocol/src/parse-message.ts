import { CLIENT_MESSAGE_TYPES, SERVER_MESSAGE_TYPES, type ClientMessage, type ServerMessage } from './generated.js';
import { TroupeError } from './troupe-error.js';

const serverTypes: ReadonlySet<string> = new Set(SERVER_MESSAGE_TYPES);
const clientTypes: ReadonlySet<string> = new Set(CLIENT_MESSAGE_TYPES);

/**
 * Reads a message of the server; undefined when its `type` is unknown, which a receiver ignores.
 *
 * @throws TroupeError `bad_message` when the text is not a JSON object with a string `type`, or has no numeric `seq`.
 */
export function parseMessage(text: string): ServerMessage | undefined {
  const value = parseTyped(text);
  if (!serverTypes.has(value.type)) {
    return undefined;
  }

  if (typeof (value as { seq?: unknown }).seq !== 'number') {
    throw badMessage(`A '${value.type}' of the server has a number 'seq'.`);
  }

  return value as ServerMessage;
}

/**
 * Reads a message of the client, as a server or a test double does; undefined when its `type` is unknown.
 *
 * @throws TroupeError `bad_message` when the text is not a JSON object with a string `type`.
 */
export function parseClientMessage(text: string): ClientMessage | undefined {
  const value = parseTyped(text);
  return clientTypes.has(value.type) ? (value as ClientMessage) : undefined;
}

function parseTyped(text: string): { type: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badMessage('A message is JSON.', cause);
  }

  if (typeof value !== 'object' || value === null || typeof (value as { type?: unknown }).type !== 'string') {
    throw badMessage("A message is a JSON object with a string 'type'.");
  }

  return value as { type: string };
}

function badMessage(message: string, cause?: unknown): TroupeError {
  return new TroupeError('bad_message', message, { retryable: false, cause });
}
