import { spansOf, type Take } from './take.js';

/** The word and the phone of a moment, as a line of text. */
export function spokenAt(take: Take | undefined, time: number): string {
  const holds = ({ start, duration }: { readonly start: number; readonly duration: number }): boolean => start <= time && time < start + duration;
  const word = spansOf(take?.performance, ({ captions }) => captions?.flatMap(({ words }) => words)).find(holds);
  const phone = spansOf(take?.performance, ({ phonemes }) => phonemes).find(holds);
  if (phone === undefined && word === undefined) return 'no phones';
  return phone === undefined || phone.ipa === '' ? 'pause' : `${phone.ipa} in “${word?.text ?? '…'}”`;
}
