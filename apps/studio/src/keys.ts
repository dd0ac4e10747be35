/** What keys do. */
export interface KeyActions {
  readonly play: () => void;
  readonly step: (milliseconds: number) => void;
  readonly begin: () => void;
  readonly end: () => void;
  readonly loopFrom: () => void;
  readonly loopUntil: () => void;
  readonly loop: () => void;
  readonly speed: (position: number) => void;
  readonly compare: () => void;
  readonly closeUp: () => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
}

/** A frame at 60 Hz. */
const FRAME = 1000 / 60;
const LONG = 100;

/** Binds the keys of the page. Keys that a control in focus takes for itself stay its own. */
export function bindKeys(actions: KeyActions): void {
  const keys: Readonly<Record<string, (shift: boolean) => void>> = {
    ' ': () => actions.play(),
    ArrowLeft: (shift) => actions.step(shift ? -LONG : -FRAME),
    ArrowRight: (shift) => actions.step(shift ? LONG : FRAME),
    Home: () => actions.begin(),
    End: () => actions.end(),
    i: () => actions.loopFrom(),
    o: () => actions.loopUntil(),
    l: () => actions.loop(),
    1: () => actions.speed(0),
    2: () => actions.speed(1),
    3: () => actions.speed(2),
    4: () => actions.speed(3),
    c: () => actions.compare(),
    m: () => actions.closeUp(),
    '+': () => actions.zoom(1.6),
    '-': () => actions.zoom(1 / 1.6),
    0: () => actions.fit(),
  };
  document.addEventListener('keydown', (event) => {
    const { target, key, shiftKey } = event;
    const taken = target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'file') || (target instanceof HTMLButtonElement && key === ' ') || (target instanceof Element && target.closest('dialog') !== null);
    const action = keys[key.length === 1 ? key.toLowerCase() : key];
    if (!taken && action !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action(shiftKey);
    }
  });
}
