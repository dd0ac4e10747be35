import { VISEME_NAMES } from '@troupe/avatar';

/** A hue for each viseme: lips warm, teeth and tongue green to blue, vowels violet to pink. */
const HUES: readonly number[] = [0, 8, 32, 78, 108, 135, 52, 165, 190, 208, 268, 288, 305, 325, 342];

/** Colours of the page, as its style sheet has them at this moment. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly card: string;
  readonly wash: string;
  readonly accent: string;
  readonly second: string;
  readonly dark: boolean;
}

/** Reads the colours of the page. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of('ink'),
    muted: of('muted'),
    line: of('line'),
    card: of('card'),
    wash: of('wash'),
    accent: of('accent'),
    second: of('second'),
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  };
}

/** The colour of a viseme. */
export function visemeColour(viseme: number, { dark }: Palette, alpha = 1): string {
  if (VISEME_NAMES[viseme] === 'sil') return dark ? `rgb(160 155 175 / ${alpha})` : `rgb(120 112 130 / ${alpha})`;
  return `hsl(${HUES[viseme]} ${dark ? '62% 66%' : '56% 44%'} / ${alpha})`;
}
