/** The check of an asset's bytes, whose hash is in its address (W3C Subresource Integrity); undefined of any other address. */
export function integrityOf(url: string): string | undefined {
  const hash = /\/v1\/assets\/([0-9a-f]{64})(?:\/|$)/.exec(url)?.[1];
  return hash && `sha256-${btoa(String.fromCharCode(...(hash.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16))))}`;
}
