import { ada, adaWardrobe, dress, type Background, type Character } from '@troupe/avatar';
import type { PresenterDirected, PresenterLook } from '@troupe/protocol';
import type { FaceView } from './face-view.js';
import { integrityOf } from './integrity-of.js';
import type { Layout } from './layout.js';

/** What is shown where a presenter has no look of its own. */
const PLAIN: PresenterLook = { rig: 'ada', outfit: 'jumper', hair: 'auburn', background: 'studio', props: [], camera: { zoom: 1, x: 0, y: 0 }, brand: [] };

/** How the presenter looks: its clothes, what is behind it, the camera, the colours of captions. All of a change is there with the next frame. */
export class LookView {
  readonly #layout: Layout;
  readonly #face: FaceView;
  readonly #server: () => string;
  #look: PresenterLook = PLAIN;
  #rig: { readonly url: string; readonly character: Character } | undefined;

  /**
   * @param layout Where it is shown.
   * @param face Who wears it.
   * @param server Where pictures come from that are named without a host.
   */
  constructor(layout: Layout, face: FaceView, server: () => string) {
    this.#layout = layout;
    this.#face = face;
    this.#server = server;
  }

  /** Shows no face until the next look is there. */
  conceal(): void {
    this.#layout.root.dataset['face'] = 'hidden';
  }

  /** Shows a look; without one, as the page likes. */
  show(look: PresenterLook = PLAIN): void {
    const before = this.#look;
    this.#look = look;
    this.#face.camera = look.camera;
    this.#showBackground(look);
    this.#showCaptions(look);
    if (before === PLAIN && look === PLAIN) {
      this.#reveal();
      return;
    }

    if (look.rig === 'ada') {
      this.#face.show(dress(ada, adaWardrobe, look));
      this.#reveal();
    } else if (this.#rig?.url === look.rig) {
      this.#face.show(this.#rig.character);
      this.#reveal();
    } else {
      void this.#fetch(look.rig);
    }
  }

  /** Shows what somebody directs; the rest stays. */
  direct({ camera, outfit, hair, props, background }: PresenterDirected): void {
    this.show({ ...this.#look, ...defined({ camera, outfit, hair, props, background }) });
  }

  #reveal(): void {
    delete this.#layout.root.dataset['face'];
  }

  /** Fetches a character of the tenant's own; who was shown before stays until it is there. */
  async #fetch(url: string): Promise<void> {
    try {
      const integrity = integrityOf(url);
      const response = await fetch(this.#address(url), integrity === undefined ? {} : { integrity });
      const character = (await response.json()) as Character;
      if (this.#look.rig === url) {
        this.#face.show(character);
        this.#rig = { url, character };
        this.#reveal();
      }
    } catch (error) {
      console.error(`The character at ${url} cannot be shown.`, error);
    }
  }

  #showBackground({ background, brand }: PresenterLook): void {
    const known: Background | undefined = Object.hasOwn(adaWardrobe.backgrounds, background) ? adaWardrobe.backgrounds[background] : undefined;
    const [top, bottom] = /^#[0-9a-f]{6}$/i.test(background) ? [background, background] : [known?.top, known?.bottom];
    const { style } = this.#layout.stage;
    set(style, '--_stage-top', top);
    set(style, '--_stage-bottom', bottom);
    const picture = brand.find(({ role }) => role === 'background');
    set(style, 'background', picture && `center / cover no-repeat url(${JSON.stringify(this.#address(picture.url))})`);
    const logo = brand.find(({ role }) => role === 'logo');
    this.#layout.logo.hidden = logo === undefined;
    if (logo !== undefined) {
      this.#layout.logo.src = this.#address(logo.url);
    }
  }

  #showCaptions({ captions }: PresenterLook): void {
    set(this.#layout.captions.style, '--_caption-ink', captions?.color);
    set(this.#layout.captions.style, '--_caption-field', captions?.background);
  }

  #address(url: string): string {
    return new URL(url, new URL(this.#server() || '/', document.baseURI)).href;
  }
}

function set(style: CSSStyleDeclaration, name: string, value: string | undefined): void {
  if (value === undefined) {
    style.removeProperty(name);
  } else {
    style.setProperty(name, value);
  }
}

function defined<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}
