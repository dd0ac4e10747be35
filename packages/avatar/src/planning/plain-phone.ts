/** Marks that show on the lips, though they are no letters: the cedilla, the rhotic hook, labialisation. */
const SHOWING = '\u0327\u02de\u02b7';
const LONE_SURROGATE = /[\ud800-\udfff]/gu;
const LETTER = /[\p{Ll}\p{Lu}\p{Lt}\p{Lo}]/u;
const SIGN = /[\p{So}\p{Co}\p{Cn}]/u;
/** The arrows of tone and intonation are symbols, as are signs that no table knows. */
const ARROW = /[\u2190-\u21ff]/u;

/** A phone in IPA without what does not show on the lips, decomposed; empty if nothing shows. `PlainPhone` in C# answers the same. */
export function plainPhone(ipa: string): string {
  const symbols = [...ipa.replace(LONE_SURROGATE, '\ufffd').normalize('NFD')];
  return symbols.filter((symbol) => SHOWING.includes(symbol) || LETTER.test(symbol) || (SIGN.test(symbol) && !ARROW.test(symbol))).join('');
}
