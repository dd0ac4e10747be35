import type { EngineCard, TurnEnded } from '@troupe/protocol';
import { figuresOf, medianFirstSound, PHASES, type Phase, type TurnFigures } from './latency-figures.js';

/** Turns that the history shows. */
const SHOWN = 6;

const partNames: Readonly<Record<string, string>> = {
  voiceActivity: 'Voice activity',
  recognizer: 'Recogniser',
  writer: 'Writer',
  synthesizer: 'Voice',
};

/** Shows per turn where the time from the last word to the first sound went. */
export class LatencyStrip {
  readonly #turns: TurnFigures[] = [];
  readonly #headline = element('p', 'headline');
  readonly #bar = element('div', 'bar');
  readonly #legend = element('ul', 'legend');
  readonly #history = element('ol', 'history');
  readonly #engines = element('details');

  constructor(section: HTMLElement) {
    this.#headline.textContent = 'After each answer you see here where the time went.';
    this.#history.setAttribute('aria-label', 'The last turns');
    this.#bar.hidden = true;
    this.#engines.hidden = true;
    section.append(this.#headline, this.#bar, this.#legend, this.#history, this.#engines);
  }

  /** Shows which engines work behind the conversation. */
  showEngines(engines: readonly EngineCard[]): void {
    const list = element('dl');
    for (const { part, name, ready, note } of engines) {
      list.append(element('dt', '', partNames[part] ?? part), element('dd', '', [ready ? name : 'missing', note].filter(Boolean).join(': ')));
    }

    this.#engines.replaceChildren(element('summary', '', 'Engines behind this conversation'), list);
    this.#engines.hidden = engines.length === 0;
  }

  /** Adds a turn. */
  add(ended: TurnEnded): void {
    const turn = figuresOf(ended);
    this.#turns.push(turn);
    this.#showHeadline(turn);
    fill(this.#bar, turn);
    this.#bar.hidden = turn.phases.length === 0;
    this.#legend.replaceChildren(...turn.phases.map((phase) => legendOf(phase)));
    const shown = this.#turns.slice(-SHOWN).reverse();
    const longest = Math.max(1, ...shown.map(lengthOf));
    this.#history.replaceChildren(...shown.map((shownTurn) => rowOf(shownTurn, longest)));
  }

  #showHeadline(turn: TurnFigures): void {
    const median = medianFirstSound(this.#turns);
    const whole = this.#turns.filter((other) => !other.stopped && other.firstSound !== undefined).length;
    const value = turn.firstSound === undefined ? 'Nothing was heard' : milliseconds(turn.firstSound);
    const rest = median === undefined || whole < 2 ? '' : `; the median of ${whole} whole turns is ${milliseconds(median)}`;
    this.#headline.replaceChildren(element('strong', '', value), ` in the last turn${turn.stopped ? ', which was stopped' : ''}${rest}`);
  }
}

function rowOf(turn: TurnFigures, longest: number): HTMLElement {
  const bar = element('div', 'bar');
  fill(bar, turn);
  bar.style.setProperty('--length', `${(lengthOf(turn) / longest) * 100}%`);
  const value = turn.firstSound === undefined ? 'no sound' : milliseconds(turn.firstSound);
  const row = element('li');
  row.append(element('span', '', `Turn ${turn.turn}`), bar, element('span', 'value', turn.stopped ? `${value}, stopped` : value));
  return row;
}

function fill(bar: HTMLElement, turn: TurnFigures): void {
  bar.classList.toggle('stopped', turn.stopped);
  bar.setAttribute('role', 'img');
  bar.setAttribute('aria-label', turn.phases.map((phase) => `${phase.label} ${milliseconds(phase.value)}`).join(', ') || 'no phases');
  bar.replaceChildren(
    ...turn.phases.map((phase) => {
      const piece = coloured(phase);
      piece.style.setProperty('--share', String(phase.value));
      piece.title = `${phase.label}: ${milliseconds(phase.value)}`;
      return piece;
    }),
  );
}

function legendOf(phase: Phase): HTMLElement {
  const item = element('li');
  item.append(coloured(phase), phase.label, element('b', '', milliseconds(phase.value)));
  return item;
}

function coloured(phase: Phase): HTMLElement {
  const piece = element('i');
  piece.style.setProperty('--colour', `var(--phase-${PHASES.findIndex((known) => known.field === phase.field) + 1})`);
  return piece;
}

function lengthOf(turn: TurnFigures): number {
  return turn.phases.reduce((sum, phase) => sum + phase.value, 0);
}

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
