import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { integrityOf } from './integrity-of.js';

describe('integrityOf', () => {
  it('is the hash in the address of an asset', () => {
    const bytes = 'a character';
    const hex = createHash('sha256').update(bytes).digest('hex');
    const integrity = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
    expect(integrityOf(`/v1/assets/${hex}/file?tenant=acme&expires=1&signature=x`)).toBe(integrity);
    expect(integrityOf(`https://troupe.example/v1/assets/${hex}`)).toBe(integrity);
  });

  it('is nothing for any other address', () => {
    expect(integrityOf('/characters/ada.json')).toBeUndefined();
    expect(integrityOf('/v1/assets/abc/file')).toBeUndefined();
  });
});
