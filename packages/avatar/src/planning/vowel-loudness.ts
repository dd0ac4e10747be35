/** Decibels beyond which a vowel opens no further, and below which no less. */
const MOST = 8;
const OPENS_BY = 0.25;
const CLOSES_BY = 0.1;

/** What a vowel's weight is multiplied by: 0.9 to 1.25, and 1 where its loudness is not known. `VowelLoudness` in C# gives the reasons and the same numbers. */
export function openingOf(loudness: number | undefined): number {
  if (loudness === undefined || Number.isNaN(loudness)) return 1;
  return 1 + (Math.min(MOST, Math.max(-MOST, loudness)) / MOST) * (loudness > 0 ? OPENS_BY : CLOSES_BY);
}
