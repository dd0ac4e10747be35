import { LIP_SYNC_PRESETS, VISEME_NAMES, type LipSyncSettings, type VisemeName } from '@troupe/avatar';

/** A setting that is a number: its name for people, the range that the slider has, and its unit. */
interface Slider {
  readonly name: 'minVisemeInterval' | 'mergeWindow' | 'keyVisemePreference' | 'similarityThreshold' | 'criticalVisemeMinDuration';
  readonly label: string;
  readonly most: number;
  readonly step: number;
  readonly unit: string;
}

const SLIDERS: readonly Slider[] = [
  { name: 'minVisemeInterval', label: 'Shortest shape', most: 200, step: 5, unit: 'ms' },
  { name: 'mergeWindow', label: 'Merge alike within', most: 300, step: 5, unit: 'ms' },
  { name: 'similarityThreshold', label: 'Alike from', most: 1, step: 0.01, unit: '' },
  { name: 'keyVisemePreference', label: 'Prefer key shapes', most: 1, step: 0.05, unit: '' },
  { name: 'criticalVisemeMinDuration', label: 'Hold critical for', most: 200, step: 5, unit: 'ms' },
];

const SWITCHES = [
  ['preserveSilence', 'Rest in short pauses'],
  ['preserveCriticalVisemes', 'Keep critical shapes'],
] as const;

/** The settings of natural lip sync, to be changed while one looks. */
export class SettingsPanel {
  readonly #panel: HTMLElement;
  readonly #changed: () => void;
  #settings: LipSyncSettings = LIP_SYNC_PRESETS.natural;

  /**
   * @param panel Holds a select for the presets, and places for sliders and switches.
   * @param changed Told when a setting was changed.
   */
  constructor(panel: HTMLElement, changed: () => void) {
    this.#panel = panel;
    this.#changed = changed;
    const presets = panel.querySelector('select')!;
    presets.replaceChildren(...Object.keys(LIP_SYNC_PRESETS).map((name) => new Option(name, name)));
    presets.addEventListener('change', () => {
      this.#settings = LIP_SYNC_PRESETS[presets.value as keyof typeof LIP_SYNC_PRESETS];
      this.#build();
      changed();
    });
    panel.querySelector('button')!.addEventListener('click', () => void navigator.clipboard.writeText(JSON.stringify(this.#settings, undefined, 2)));
    this.#build();
  }

  /** The settings of this moment. */
  get settings(): LipSyncSettings {
    return this.#settings;
  }

  set hidden(hidden: boolean) {
    this.#panel.hidden = hidden;
  }

  #build(): void {
    this.#panel.querySelector('.sliders')!.replaceChildren(...SLIDERS.map((slider) => this.#slider(slider)));
    this.#panel.querySelector('.switches')!.replaceChildren(
      ...SWITCHES.map(([name, label]) => checkbox(label, this.#settings[name], (checked) => this.#change({ [name]: checked }))),
    );
    this.#panel.querySelector('.critical')!.replaceChildren(
      'Critical shapes',
      ...VISEME_NAMES.slice(1).map((name) =>
        checkbox(name, this.#settings.criticalVisemes.includes(name), (checked) =>
          this.#change({ criticalVisemes: VISEME_NAMES.filter((other): other is VisemeName => (other === name ? checked : this.#settings.criticalVisemes.includes(other))) }),
        ),
      ),
    );
  }

  #slider({ name, label, most, step, unit }: Slider): HTMLElement {
    const [row, text, input, output] = [document.createElement('label'), document.createElement('span'), document.createElement('input'), document.createElement('output')];
    text.textContent = label;
    Object.assign(input, { type: 'range', min: '0', max: String(most), step: String(step), value: String(this.#settings[name]), name });
    const show = (): void => {
      output.textContent = `${this.#settings[name]} ${unit}`.trim();
    };
    input.addEventListener('input', () => {
      this.#change({ [name]: Number(input.value) });
      show();
    });
    show();
    row.append(text, input, output);
    return row;
  }

  #change(part: Partial<LipSyncSettings>): void {
    this.#settings = { ...this.#settings, ...part };
    this.#changed();
  }
}

function checkbox(label: string, checked: boolean, changed: (checked: boolean) => void): HTMLElement {
  const [row, input] = [document.createElement('label'), document.createElement('input')];
  Object.assign(input, { type: 'checkbox', checked });
  input.addEventListener('change', () => changed(input.checked));
  row.append(input, label);
  return row;
}
