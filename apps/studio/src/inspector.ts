import { BLEND_SHAPE_NAMES, blendShapesOf, VISEME_NAMES, type Pose } from '@troupe/avatar';
import { readPalette, visemeColour } from './palette.js';

/** Blend shapes that are listed. */
const LISTED = 6;

/** What the faces do at this moment, in numbers: a bar for each viseme, and the strongest blend shapes. */
export class Inspector {
  readonly #bars: readonly (readonly [first: HTMLElement, second: HTMLElement])[];
  readonly #shapes: HTMLElement;
  readonly #weights = new Float64Array(BLEND_SHAPE_NAMES.length);

  constructor(bars: HTMLElement, shapes: HTMLElement) {
    this.#shapes = shapes;
    this.#bars = VISEME_NAMES.slice(1).map((name) => {
      const item = document.createElement('li');
      const [first, second, label] = [document.createElement('i'), document.createElement('i'), document.createElement('span')];
      label.textContent = name;
      item.append(first, second, label);
      bars.append(item);
      return [first, second] as const;
    });
    const colour = (): void => {
      const palette = readPalette();
      this.#bars.forEach(([first, second], index) => {
        first.style.setProperty('--colour', visemeColour(index + 1, palette));
        second.style.setProperty('--colour', visemeColour(index + 1, palette, 0.45));
      });
    };
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', colour);
    colour();
  }

  /** Shows a moment of one face or two. */
  show(first: Pose, second: Pose | undefined): void {
    this.#bars.forEach(([one, other], index) => {
      one.style.blockSize = `${(first.visemes[index + 1]! * 100).toFixed(1)}%`;
      other.style.blockSize = `${((second?.visemes[index + 1] ?? 0) * 100).toFixed(1)}%`;
    });
    blendShapesOf(first, this.#weights);
    const strongest = [...this.#weights]
      .map((weight, shape) => ({ weight, name: BLEND_SHAPE_NAMES[shape]! }))
      .filter(({ weight, name }) => weight >= 0.01 && !name.endsWith('Right'))
      .sort((one, other) => other.weight - one.weight)
      .slice(0, LISTED);
    this.#shapes.textContent = strongest.map(({ name, weight }) => `${name.replace(/Left$/, '')}\u00a0${weight.toFixed(2)}`).join('   ') || 'at rest';
  }
}
