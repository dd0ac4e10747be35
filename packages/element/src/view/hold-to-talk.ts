/** Milliseconds below which a press is a tap: it keeps the microphone on for those who cannot hold, or do not want to. */
const TAP = 300;

/** What holding does. */
export interface HoldActions {
  readonly begin: () => void;
  readonly end: () => void;
  /** It stays on though nobody holds any more. */
  readonly kept: () => void;
}

/** Push-to-talk: on while held; after a tap on until the next press. Knows nothing of buttons and keys. */
export class HoldToTalk {
  readonly #actions: HoldActions;
  #on = false;
  #pressedAt: number | undefined;

  constructor(actions: HoldActions) {
    this.#actions = actions;
  }

  /** Whether the person has the floor. */
  get on(): boolean {
    return this.#on;
  }

  /** Whether it stays on without being held. */
  get kept(): boolean {
    return this.#on && this.#pressedAt === undefined;
  }

  /** The button or key goes down, at a time in milliseconds. */
  press(now: number): void {
    if (this.kept) {
      this.#finish();
    } else if (!this.#on) {
      this.#on = true;
      this.#pressedAt = now;
      this.#actions.begin();
    }
  }

  /** It comes up. */
  release(now: number): void {
    const pressedAt = this.#pressedAt;
    this.#pressedAt = undefined;
    if (pressedAt !== undefined && now - pressedAt >= TAP) {
      this.#finish();
    } else if (pressedAt !== undefined) {
      this.#actions.kept();
    }
  }

  /** Nobody can tell any more whether it is held: the page lost the focus, or the system took the touch. */
  cancel(): void {
    if (this.#pressedAt !== undefined) {
      this.#finish();
    }
  }

  /** A click without a press, as assistive software makes them. */
  toggle(): void {
    if (this.#on) {
      this.#finish();
    } else {
      this.#on = true;
      this.#actions.begin();
      this.#actions.kept();
    }
  }

  /** The microphone was closed by something else. */
  reset(): void {
    this.#on = false;
    this.#pressedAt = undefined;
  }

  #finish(): void {
    this.reset();
    this.#actions.end();
  }
}

/** Lets a button be held by mouse, touch and keyboard. */
export function bindHold(button: HTMLButtonElement, holdOf: () => HoldToTalk | undefined): void {
  button.addEventListener('pointerdown', (event) => {
    const hold = holdOf();
    if (hold !== undefined && event.button === 0 && !button.disabled) {
      button.setPointerCapture(event.pointerId);
      hold.press(event.timeStamp);
    }
  });
  button.addEventListener('pointerup', (event) => holdOf()?.release(event.timeStamp));
  button.addEventListener('pointercancel', () => holdOf()?.cancel());
  button.addEventListener('keydown', (event) => {
    const hold = holdOf();
    if (hold !== undefined && isPress(event)) {
      event.preventDefault();
      if (!event.repeat) {
        hold.press(event.timeStamp);
      }
    }
  });
  button.addEventListener('keyup', (event) => {
    const hold = holdOf();
    if (hold !== undefined && isPress(event)) {
      event.preventDefault();
      hold.release(event.timeStamp);
    }
  });
  button.addEventListener('blur', () => holdOf()?.cancel());
  button.addEventListener('contextmenu', (event) => {
    // What a long touch asks for.
    if (holdOf() !== undefined) {
      event.preventDefault();
    }
  });
  button.addEventListener('click', (event) => {
    const hold = holdOf();
    if (hold !== undefined && event.detail === 0) {
      hold.toggle();
    }
  });
}

function isPress({ key }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter';
}
