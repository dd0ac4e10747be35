import { icon, type IconName } from './icons.js';

/** The parts of the element that change. */
export interface Layout {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly logo: HTMLImageElement;
  readonly badge: HTMLElement;
  readonly status: HTMLElement;
  readonly captions: HTMLElement;
  readonly welcome: HTMLElement;
  readonly welcomeTitle: HTMLElement;
  readonly welcomeText: HTMLElement;
  readonly startButton: HTMLButtonElement;
  readonly soundButton: HTMLButtonElement;
  readonly endButton: HTMLButtonElement;
  readonly transcript: HTMLElement;
  readonly notes: HTMLElement;
  readonly alert: HTMLElement;
  readonly alertText: HTMLElement;
  readonly warning: HTMLElement;
  readonly warningText: HTMLElement;
  readonly announcement: HTMLElement;
  readonly stayButton: HTMLButtonElement;
  readonly retryButton: HTMLButtonElement;
  readonly dismissButton: HTMLButtonElement;
  readonly composer: HTMLFormElement;
  readonly microphoneButton: HTMLButtonElement;
  readonly input: HTMLTextAreaElement;
  readonly sendButton: HTMLButtonElement;
  readonly stopButton: HTMLButtonElement;
  readonly microphoneKey: HTMLElement;
}

/** Longest message that the server takes. */
const LONGEST_MESSAGE = 4000;

/** Builds the element's inside. */
export function createLayout(): Layout {
  const canvas = make('canvas', 'canvas', { role: 'img' });
  const badge = make('p', 'badge');
  const logo = make('img', 'logo', { alt: '' });
  logo.hidden = true;
  const status = make('p', 'status', { role: 'status', 'aria-live': 'polite' });
  const captions = make('p', 'captions', { 'aria-hidden': 'true' });
  const welcomeTitle = make('h2', 'welcome-title');
  const welcomeText = make('p', 'welcome-text');
  const startButton = button('start', 'Start talking', 'microphone', true);
  const welcome = make('div', 'welcome', {}, welcomeTitle, welcomeText, startButton);
  const soundButton = button('sound', 'Turn on the sound', 'sound', true);
  const endButton = button('end', 'End', 'close', true);
  const top = make('div', 'top', {}, badge, endButton);
  const bottom = make('div', 'bottom', {}, soundButton, captions, status);
  const stage = make('div', 'stage', {}, canvas, logo, top, welcome, bottom);

  const transcript = make('div', 'transcript', { role: 'log', 'aria-label': 'Conversation', 'aria-live': 'off', tabindex: '0' });
  const notes = make('ul', 'notes', { 'aria-label': 'What is missing' });
  const alertText = make('p', 'alert-text');
  const retryButton = button('retry', 'Try again', undefined, true);
  const dismissButton = button('dismiss', 'Close this message', 'close');
  const alert = make('div', 'alert', { role: 'alert' }, alertText, retryButton, dismissButton);
  const warningText = make('p', 'warning-text');
  const stayButton = button('stay', "I'm here", undefined, true);
  const warning = make('div', 'warning', {}, warningText, stayButton);
  const announcement = make('p', 'announcement', { role: 'status', 'aria-live': 'polite' });
  const microphoneButton = button('microphone', 'Turn the microphone on', 'microphone');
  microphoneButton.setAttribute('aria-pressed', 'false');
  const input = make('textarea', 'input', {
    rows: '1',
    placeholder: 'Write a message',
    'aria-label': 'Message',
    maxlength: String(LONGEST_MESSAGE),
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const sendButton = button('send', 'Send', 'send');
  sendButton.type = 'submit';
  const stopButton = button('stop', 'Stop', 'stop', true);
  const composer = make('form', 'composer', {}, microphoneButton, input, stopButton, sendButton);
  const keys = make('p', 'keys', { 'aria-hidden': 'true' });
  const microphoneKey = document.createElement('span');
  keys.append(key('Enter'), ' sends', key('Esc'), ' stops', key('M'), microphoneKey);
  const panel = make('div', 'panel', {}, transcript, notes, warning, announcement, alert, composer, keys);
  const root = make('section', 'root', {}, stage, panel);
  return {
    root,
    stage,
    canvas,
    logo,
    badge,
    status,
    captions,
    welcome,
    welcomeTitle,
    welcomeText,
    startButton,
    soundButton,
    endButton,
    transcript,
    notes,
    alert,
    alertText,
    warning,
    warningText,
    announcement,
    stayButton,
    retryButton,
    dismissButton,
    composer,
    microphoneButton,
    input,
    sendButton,
    stopButton,
    microphoneKey,
  };
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.setAttribute('part', part);
  Object.entries(attributes).forEach(([attribute, value]) => element.setAttribute(attribute, value));
  element.append(...children);
  return element;
}

function button(part: string, name: string, picture?: IconName, labelled = false): HTMLButtonElement {
  const element = make('button', part, { type: 'button' });
  if (picture !== undefined) {
    element.append(icon(picture));
  }

  if (labelled) {
    const text = document.createElement('span');
    text.textContent = name;
    element.append(text);
  } else {
    label(element, name);
  }

  return element;
}

function key(name: string): HTMLElement {
  const element = document.createElement('kbd');
  element.textContent = name;
  return element;
}

/** Sets text where it differs, so that screen readers are told of changes only. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Names a button that shows an icon only. */
export function label(button: HTMLButtonElement, text: string): void {
  button.title = text;
  button.setAttribute('aria-label', text);
}
