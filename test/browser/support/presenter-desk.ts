/** Somebody who works on presenters of a server. */
export interface PresenterDesk {
  create(id: string, preset: string): Promise<void>;
  change(id: string, part: string, body: object): Promise<void>;
  post(id: string, command: string): Promise<void>;
  direct(session: string, direction: object): Promise<{ readonly type: string; readonly at: number }>;
}

/** Works on the presenters of a server. */
export function presenterDesk(address: string): PresenterDesk {
  const send = async (method: string, path: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(path, address), {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    create: async (id, preset) => void (await send('POST', '/v1/presenters', { name: id, id, preset })),
    change: async (id, part, body) => void (await send(part === 'look' ? 'PATCH' : 'PUT', `/v1/presenters/${id}/${part}`, body)),
    post: async (id, command) => void (await send('POST', `/v1/presenters/${id}/${command}`, {})),
    direct: async (session, direction) => (await send('POST', `/v1/sessions/${session}/directions`, direction)) as { type: string; at: number },
  };
}
