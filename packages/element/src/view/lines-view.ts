/** Whose words a line holds. */
export type Speaker = 'person' | 'presenter';

/** The lines of a conversation in writing, each known by a key. */
export interface Lines {
  /** What stands in a line; undefined where there is none. */
  textOf(key: string): string | undefined;
  /** Writes a line, or writes it anew. An open one is not final. */
  write(key: string, speaker: Speaker, text: string, options?: { readonly open?: boolean }): void;
  /** Makes a line known by another key. */
  rename(key: string, to: string): void;
  /** Takes a line away. */
  remove(key: string): void;
  /** Adds a remark below a line. */
  note(key: string, text: string): void;
}

/** Distance from the end in CSS pixels within which new lines keep the end in view. */
const NEAR_END = 80;

/** Shows lines in a list that can be scrolled. Whoever reads its end goes on seeing the end, also when the list gets lower. */
export class LinesView implements Lines {
  readonly #list: HTMLElement;
  readonly #lines = new Map<string, HTMLElement>();
  #name = 'Presenter';
  #atEnd = true;
  #height = 0;

  constructor(list: HTMLElement) {
    this.#list = list;
    list.addEventListener('scroll', () => {
      // In a list that has another height than before, the person has not scrolled; the observer below is told next.
      if (list.clientHeight === this.#height) {
        this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
      }
    });
    new ResizeObserver(() => {
      this.#height = list.clientHeight;
      this.#keepEnd();
    }).observe(list);
  }

  /** A new conversation begins below the last one, whose lines stay as they are. */
  begin(name: string): void {
    this.#lines.clear();
    this.#name = name;
  }

  /** What the presenter says from here on is under another name. */
  speakAs(name: string): void {
    this.#name = name;
  }

  textOf(key: string): string | undefined {
    return this.#lines.get(key)?.querySelector('p')?.textContent ?? undefined;
  }

  write(key: string, speaker: Speaker, text: string, { open = false }: { readonly open?: boolean } = {}): void {
    const line = this.#lines.get(key) ?? this.#add(key, speaker);
    setWords(line.querySelector('p')!, text);
    line.classList.toggle('open', open);
    line.hidden = text === '';
    this.#keepEnd();
  }

  rename(key: string, to: string): void {
    const line = this.#lines.get(key);
    if (line !== undefined) {
      this.#lines.delete(key);
      this.#lines.set(to, line);
    }
  }

  remove(key: string): void {
    this.#lines.get(key)?.remove();
    this.#lines.delete(key);
  }

  note(key: string, text: string): void {
    const note = document.createElement('small');
    note.textContent = text;
    this.#lines.get(key)?.append(note);
    this.#keepEnd();
  }

  #add(key: string, speaker: Speaker): HTMLElement {
    const line = document.createElement('div');
    line.className = speaker;
    line.setAttribute('part', `line ${speaker}`);
    const name = document.createElement('span');
    name.textContent = speaker === 'person' ? 'You' : this.#name;
    line.append(name, document.createElement('p'));
    this.#lines.set(key, line);
    this.#list.append(line);
    return line;
  }

  #keepEnd(): void {
    if (this.#atEnd) {
      this.#list.scrollTop = this.#list.scrollHeight;
    }
  }
}

/** Changes the words that differ, each a node of its own: screen readers are told what was added, not the whole line once more. */
function setWords(element: Element, text: string): void {
  const words = text.match(/\s*\S+|\s+$/g) ?? [];
  const nodes = [...element.childNodes];
  const changed = nodes.findIndex((node, index) => node.nodeValue !== words[index]);
  const kept = changed < 0 ? nodes.length : changed;
  nodes.slice(kept).forEach((node) => node.remove());
  element.append(...words.slice(kept));
}
