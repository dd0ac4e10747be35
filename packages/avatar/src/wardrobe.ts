import type { Character, Group, Layer } from './character.js';

/** What is worn, held or combed: colours that take the place of the character's, and layers on top of groups of it. */
export interface Piece {
  readonly title: string;
  /** `#rrggbb` by name; they take the place of the character's colours of these names, or add to them. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Layers that go in front of what is in a group, and move with it; without `into` in front of the whole picture. */
  readonly layers?: readonly { readonly into?: string; readonly layers: readonly Layer[] }[];
}

/** What is behind a character. */
export interface Background {
  readonly title: string;
  /** `#rrggbb` at the top and at the bottom; absent where the page's own colours are meant. */
  readonly top?: string;
  readonly bottom?: string;
}

/** What a character can wear. */
export interface Wardrobe {
  readonly version: 1;
  /** The character that the pieces were drawn for. */
  readonly rig: string;
  readonly outfits: Readonly<Record<string, Piece>>;
  readonly hair: Readonly<Record<string, Piece>>;
  readonly props: Readonly<Record<string, Piece>>;
  readonly backgrounds: Readonly<Record<string, Background>>;
}

/** Which pieces are worn; a `PresenterLook` of the protocol fits. */
export interface Worn {
  readonly outfit: string;
  readonly hair: string;
  readonly props: readonly string[];
}

/** The character with its pieces on, as another character. Pieces that the wardrobe does not have are left out. */
export function dress(character: Character, wardrobe: Wardrobe, { outfit, hair, props }: Worn): Character {
  const pieces = [own(wardrobe.hair, hair), own(wardrobe.outfits, outfit), ...props.map((name) => own(wardrobe.props, name))].filter((piece) => piece !== undefined);
  const added = pieces.flatMap((piece) => piece.layers ?? []);
  const colors = Object.assign({}, character.colors, ...pieces.map((piece) => piece.colors ?? {})) as Record<string, string>;
  const inFront = added.filter((addition) => addition.into === undefined).flatMap(({ layers }) => layers);
  return { ...character, colors, layers: [...character.layers.map((layer) => fill(layer, added)), ...inFront] };
}

function fill(layer: Layer, added: NonNullable<Piece['layers']>): Layer {
  if (!('layers' in layer)) return layer;
  const own = added.filter(({ into }) => into !== undefined && into === layer.name).flatMap(({ layers }) => layers);
  const group: Group = { ...layer, layers: [...layer.layers.map((inner) => fill(inner, added)), ...own] };
  return group;
}

// A name such as `constructor` is no piece.
function own<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
