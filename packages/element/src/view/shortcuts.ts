/** What keys do. */
export interface ShortcutActions {
  /** Escape. */
  readonly interrupt: () => void;
  /** M or Space goes down, at a time in milliseconds. */
  readonly press: (now: number) => void;
  /** It comes up. */
  readonly release: (now: number) => void;
  /** The window lost the focus: what comes up in another one is not heard of. */
  readonly leave: () => void;
}

/** Keys of the element or of its page that need no focus, as long as they would mean nothing else where the focus is. */
export class Shortcuts {
  readonly #actions: ShortcutActions;
  #target: EventTarget | undefined;

  constructor(actions: ShortcutActions) {
    this.#actions = actions;
  }

  /** Listens to an element or a page. */
  attach(target: EventTarget): void {
    this.#target = target;
    target.addEventListener('keydown', this.#down);
    target.addEventListener('keyup', this.#up);
    globalThis.addEventListener('blur', this.#actions.leave);
  }

  /** Stops listening. */
  detach(): void {
    this.#target?.removeEventListener('keydown', this.#down);
    this.#target?.removeEventListener('keyup', this.#up);
    globalThis.removeEventListener('blur', this.#actions.leave);
  }

  readonly #down = (event: Event): void => {
    const { key, ctrlKey, metaKey, altKey, repeat } = event as KeyboardEvent;
    const target = event.composedPath()[0];
    if (key === 'Escape') {
      this.#actions.interrupt();
      return;
    }

    const writing = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
    const pressing = key === ' ' && target instanceof HTMLElement && target.matches('button, a, summary, [role=log]');
    if (isMicrophoneKey(key) && !writing && !pressing && !ctrlKey && !metaKey && !altKey && !repeat) {
      event.preventDefault();
      this.#actions.press(event.timeStamp);
    }
  };

  readonly #up = (event: Event): void => {
    if (isMicrophoneKey((event as KeyboardEvent).key)) {
      this.#actions.release(event.timeStamp);
    }
  };
}

function isMicrophoneKey(key: string): boolean {
  return key === ' ' || key.toLowerCase() === 'm';
}
