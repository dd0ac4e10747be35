import type { Layout } from './layout.js';

/** What a composer tells. */
export interface ComposerHandlers {
  /** The person sends a text; `giveBack` puts it into the box again, where nothing else was written meanwhile. */
  readonly send: (text: string, giveBack: () => void) => void;
  /** The person types. */
  readonly typed: () => void;
}

/** Lets the person write: Enter or the button sends, Shift and Enter begins a line. */
export function bindComposer({ composer, input }: Pick<Layout, 'composer' | 'input'>, handlers: ComposerHandlers): void {
  const send = (event: Event): void => {
    event.preventDefault();
    const text = input.value.trim();
    if (text !== '') {
      input.value = '';
      handlers.send(text, () => {
        input.value ||= text;
      });
    }
  };
  composer.addEventListener('submit', send);
  input.addEventListener('input', handlers.typed);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      send(event);
    }
  });
}
