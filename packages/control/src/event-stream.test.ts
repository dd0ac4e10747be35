import { expect, it } from 'vitest';
import { readEvents, type ServerSentEvent } from './event-stream.js';

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(piece));
      controller.close();
    },
  });
}

async function read(pieces: readonly Uint8Array[]): Promise<ServerSentEvent[]> {
  const events = [];
  for await (const event of readEvents(streamOf(pieces), 1_000)) {
    events.push(event);
  }

  return events;
}

const text = ': hello\n\nid: 7\nevent: begin\ndata: {}\n\ndata:a\r\ndata:  ü: b\r\n\r\nretry: 5\rid:9\rdata\r\r: still here\n\nid: 10\ndata: cut';
const events = [
  { type: 'begin', data: '{}', id: '7' },
  { type: 'message', data: 'a\n ü: b', id: undefined },
  { type: 'message', data: '', id: '9' },
];

it('reads every kind of line, and no event that was cut off', async () => {
  expect(await read([new TextEncoder().encode(text)])).toEqual(events);
});

it('reads the same in whatever pieces it comes', async () => {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at <= bytes.length; at++) {
    expect(await read([bytes.slice(0, at), bytes.slice(at)])).toEqual(events);
  }

  expect(await read(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(events);
});

it('takes a silent line for dead, and lets go of it', async () => {
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
  await expect(readEvents(silent, 20).next()).rejects.toThrow('silent');
  expect(cancelled).toBe(true);
});
