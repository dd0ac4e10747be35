/** Address of `lips.tlip` beside this module, also after bundling, where the bundler or the build copies it there. */
export function lipsUrlBesideThis(): URL {
  return new URL('./lips.tlip', import.meta.url);
}

/** Loads a file of weights. */
export async function loadLips(address: string | URL): Promise<ArrayBuffer> {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${String(address)}: ${answer.status}`);
  }

  return answer.arrayBuffer();
}
