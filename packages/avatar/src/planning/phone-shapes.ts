import { VISEME_NAMES, type VisemeName } from '../names.js';
import { plainPhone } from './plain-phone.js';

/** A shape that the mouth takes during a phoneme. */
export interface PhoneShape {
  /** Position in `VISEME_NAMES`, or `NEXT_VOWEL`. */
  readonly viseme: number;
  /** Part of the phoneme's duration; the shares of a phoneme add up to 1. */
  readonly share: number;
  /** 0 to 1. */
  readonly weight: number;
}

/** Takes the shape of the vowel that follows, as h does. */
export const NEXT_VOWEL = -1;
/** How far an unstressed vowel opens against a stressed one. */
export const UNSTRESSED = 0.8;

const SILENCE: readonly PhoneShape[] = [{ viseme: 0, share: 1, weight: 1 }];
const UNKNOWN: readonly PhoneShape[] = [{ viseme: VISEME_NAMES.indexOf('ih'), share: 1, weight: 0.4 }];
const FIRST_VOWEL = VISEME_NAMES.indexOf('aa');
let table: ReadonlyMap<string, readonly PhoneShape[]> | undefined;

/** Whether a viseme is that of a vowel, which stress opens. */
export function isVowel(viseme: number): boolean {
  return viseme >= FIRST_VOWEL;
}

/** The shapes of a phoneme in order; one of silence for an empty one. `PhoneShapes` in C# gives the reasons and the same shapes. */
export function shapesOfPhone(ipa: string): readonly PhoneShape[] {
  if (ipa === '') return SILENCE;
  table ??= new Map(rows().flat());
  const known = table.get(ipa);
  if (known) return known;
  const plain = plainPhone(ipa);
  return plain === '' ? SILENCE : (table.get(plain) ?? bySymbol(table, plain));
}

/** A glide into a vowel is half as long as the vowel. What takes the next vowel's shape adds none within a compound. */
function bySymbol(known: ReadonlyMap<string, readonly PhoneShape[]>, plain: string): readonly PhoneShape[] {
  const parts = [...plain]
    .map((symbol) => ({ shapes: known.get(symbol) ?? UNKNOWN, length: ['j', 'w', 'ɥ'].includes(symbol) ? 0.5 : 1 }))
    .filter(({ shapes }) => shapes[0]?.viseme !== NEXT_VOWEL);
  const all = parts.reduce((sum, { length }) => sum + length, 0);
  return parts.length === 0
    ? (known.get('h') as readonly PhoneShape[])
    : parts.flatMap(({ shapes, length }) => shapes.map((shape) => ({ ...shape, share: (shape.share * length) / all })));
}

type Row = readonly (readonly [string, readonly PhoneShape[]])[];

const rows = (): readonly Row[] => [
  // Lips that touch, and those that only come near: ɸ and β leave a slit, the Spanish approximant more. A labial and a velar at once show the lips.
  one('p b m ɓ ʘ kp ɡb gb ŋm', 'PP', 1),
  one('ʙ', 'PP', 0.9),
  one('ɸ β', 'PP', 0.6),
  one('β\u031e β˕', 'PP', 0.45),
  one('f v ɱ', 'FF', 1),
  one('ʋ ⱱ', 'FF', 0.7),
  one('θ ð', 'TH', 0.9),
  one('t d ʈ ɖ ɾ ɗ ǀ ɽ ǃ ǂ ᶑ', 'DD', 0.85),
  one('k g ɡ ŋ x ɣ q ɢ c ɟ ɴ ɠ ʛ ʄ ɧ kx cc\u0327 ɟʝ', 'kk', 0.8),
  one('χ ʁ ʀ ħ ʕ c\u0327 ʝ ɰ', 'kk', 0.6),
  one('tʃ dʒ ʃ ʒ ʧ ʤ', 'CH', 0.95),
  one('ʂ ʐ tʂ dʐ ʈʂ ɖʐ ꭧ ꭦ', 'CH', 0.9),
  // Alveolo-palatals spread the lips, where ʃ rounds them.
  one('tɕ dʑ ɕ ʑ ʨ ʥ', 'CH', 0.7),
  one('s z ts dz ʦ ʣ ɬ ɮ ǁ', 'SS', 0.9),
  one('n l ɫ ɲ ʎ ɳ ɭ ʟ ɺ ȵ', 'nn', 0.85),
  one('ɹ r ɻ ʴ ɝ ɚ ɜ ə˞ ɜ˞ ˞', 'RR', 0.9),
  one('ɑ a æ ᴀ', 'aa', 1),
  one('ʌ ɐ', 'aa', 0.8),
  one('ə ɘ ɤ', 'aa', 0.55),
  one('ɛ e', 'E', 0.95),
  one('i', 'ih', 1),
  one('ɪ j', 'ih', 0.85),
  one('ɨ ᵻ', 'ih', 0.75),
  // The vowels of Mandarin's zi and zhi, which have no sign in the IPA of their own.
  one('ɿ ʅ', 'ih', 0.6),
  // What is rounded is rounded, be the tongue in front (y, ø, œ) or at the back (u, o, ɔ).
  one('ɔ o ɒ ɵ ø', 'oh', 1),
  one('œ ɶ ɞ', 'oh', 0.85),
  one('u y w ʍ', 'ou', 1),
  one('ʉ ʊ ʏ ɥ ᵿ', 'ou', 0.85),
  one('ʷ', 'ou', 0.7),
  // Japanese ɯ compresses the lips, other languages spread them: half a rounding is the least wrong for both.
  one('ɯ', 'ou', 0.5),
  one('h ɦ ʔ ʜ ʢ ʡ', 'next', 0.45),
  glide('aɪ ai ɑɪ', 'aa', 1, 'ih', 0.8),
  glide('aʊ au ɑʊ', 'aa', 1, 'ou', 0.85),
  glide('ɔɪ oɪ ɔi oi', 'oh', 1, 'ih', 0.8),
  glide('ɔʏ ɔø', 'oh', 1, 'ou', 0.7),
  glide('eɪ ei ɛɪ', 'E', 0.95, 'ih', 0.85),
  glide('oʊ ou', 'oh', 1, 'ou', 0.9),
  glide('əʊ', 'aa', 0.6, 'ou', 0.9),
  glide('ju', 'ih', 0.85, 'ou', 1),
  glide('ɪə', 'ih', 0.85, 'aa', 0.55),
  glide('eə ɛə', 'E', 0.95, 'aa', 0.55),
  glide('ʊə', 'ou', 0.85, 'aa', 0.55),
];

function one(phones: string, name: VisemeName | 'next', weight: number): Row {
  const viseme = name === 'next' ? NEXT_VOWEL : VISEME_NAMES.indexOf(name);
  return phones.split(' ').map((phone) => [phone, [{ viseme, share: 1, weight }]]);
}

/** The first part of a diphthong is the longer one in English: 60 to 40. */
function glide(phones: string, first: VisemeName, firstWeight: number, second: VisemeName, secondWeight: number): Row {
  const shapes = [
    { viseme: VISEME_NAMES.indexOf(first), share: 0.6, weight: firstWeight },
    { viseme: VISEME_NAMES.indexOf(second), share: 0.4, weight: secondWeight },
  ];
  return phones.split(' ').map((phone) => [phone, shapes]);
}
