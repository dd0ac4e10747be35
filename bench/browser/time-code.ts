/** Milliseconds after which the code repeats. */
const PERIOD = 1000;
const LOWEST = -0.4;
const HEIGHT = 0.8;

/** The mouth opens this often and for so long, in milliseconds. */
export const MOUTH_EVERY = 500;
export const MOUTH_OPEN = 240;

/** The sample at a time of the speech: it rises through each second. */
export function codeAt(milliseconds: number): number {
  return LOWEST + (HEIGHT * (milliseconds % PERIOD)) / PERIOD;
}

/** Milliseconds within its second that a sample says. */
export function decode(sample: number): number {
  return ((sample - LOWEST) / HEIGHT) * PERIOD;
}

/** The time of the speech that fits what was decoded and is nearest to a guess. */
export function nearest(decoded: number, guess: number): number {
  return guess + ((((decoded - guess + PERIOD / 2) % PERIOD) + PERIOD) % PERIOD) - PERIOD / 2;
}
