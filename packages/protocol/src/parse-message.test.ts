import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseClientMessage, parseMessage } from './parse-message.js';
import { TroupeError } from './troupe-error.js';

const vectors = JSON.parse(readFileSync(new URL('../../../vectors/wire/messages.json', import.meta.url), 'utf8')) as {
  server: { type: string }[];
  client: { type: string }[];
};

describe('messages', () => {
  it.each(vectors.server)('reads $type of the server', (message) => {
    expect(parseMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each(vectors.client)('reads $type of the client', (message) => {
    expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
  });

  it('ignores a type that it does not know', () => {
    expect(parseMessage('{"type":"weather.changed","seq":3}')).toBeUndefined();
    expect(parseClientMessage('{"type":"weather.change","id":"1"}')).toBeUndefined();
  });

  it.each(['', 'null', '[]', '7', '{"seq":1}', '{"type":5}', '{"type":"voice.started"}', '{"type"'])('refuses %j', (text) => {
    let caught: unknown;
    try {
      parseMessage(text);
    } catch (error) {
      caught = error;
    }

    expect(TroupeError.isInstance(caught)).toBe(true);
    expect(caught).toMatchObject({ code: 'bad_message', retryable: false });
  });
});
