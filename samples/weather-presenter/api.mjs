const PATIENCE = 30;

/** Calls a Troupe server as one tenant. Without a key it must be on this machine. */
export class Api {
  #server;
  #key;

  constructor(server, key) {
    this.#server = server;
    this.#key = key;
  }

  /** Sends a request and gives the answer and its entity tag; throws with every reason when it is refused. */
  async send(method, path, body, headers = {}) {
    const response = await this.#patiently(path, {
      method,
      headers: {
        ...(body !== undefined && !(body instanceof Uint8Array) && { 'content-type': 'application/json' }),
        ...(this.#key !== undefined && { authorization: `Bearer ${this.#key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    const answer = await response.json().catch(() => undefined);
    if (!response.ok) {
      const reasons = (answer?.reasons ?? []).map(({ code, detail, field }) => `\n  ${code} ${field ?? ''}: ${detail}`).join('');
      throw Object.assign(new Error(`${method} ${path}: ${response.status} ${answer?.code ?? ''} ${answer?.detail ?? ''}${reasons}`), { code: answer?.code, status: response.status });
    }
    return { answer, tag: response.headers.get('etag') };
  }

  /** Creates something; the key makes sure that a repeated request creates it once. */
  create(path, body, key) {
    return this.send('POST', path, body, { 'idempotency-key': key });
  }

  /** Changes something that was read with this tag: refused when somebody else has changed it since. */
  change(method, path, body, tag) {
    return this.send(method, path, body, { 'if-match': tag, 'idempotency-key': crypto.randomUUID() });
  }

  // A server that says when to come back, as one whose engines are warming up, is asked again then.
  async #patiently(path, request) {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(new URL(path, this.#server), request).catch((error) => {
        throw new Error(`There is no server at ${this.#server}: start one with ./dev run, or name another.`, { cause: error });
      });
      const seconds = Number(response.headers.get('retry-after') ?? NaN);
      if (response.ok || !(seconds >= 0) || tries === PATIENCE) return response;
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, seconds) * 1000));
    }
  }
}
