/** A server-sent event. */
export interface ServerSentEvent {
  /** Its name; `message` for none. */
  readonly type: string;
  readonly data: string;
  /** Its own id; absent when it carries none. */
  readonly id: string | undefined;
}

/**
 * Reads server-sent events (HTML standard, section 9.2.6) until the stream ends; a piece of an event at its end is none.
 *
 * @param silence Milliseconds after which a line that carries nothing, not even a sign of life, is taken for dead.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let type = 'message';
  let id: string | undefined;
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silence);
      if (done) {
        return;
      }

      // A carriage return at the end may be half of a line's end.
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop()!;
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            yield { type, data: data.join('\n'), id };
          }

          [type, id, data] = ['message', undefined, []];
          continue;
        }

        const [, name, text] = /^([^:]*):? ?(.*)$/s.exec(line)!;
        if (name === 'data') {
          data.push(text!);
        } else if (name === 'event') {
          type = text!;
        } else if (name === 'id') {
          id = text!;
        }
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('The line went silent.')), milliseconds)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
