import type { FaceName, VisemeName } from './names.js';

/**
 * A character as data: layered vector paths that bend by controls. See the package's README for a walk through the format.
 *
 * A control is a number that is 0 at rest. Every viseme and every value of the face is a control of its own name; `drivers` let
 * inputs move further controls, such as `jaw`. A point of a path is at its place in `path` plus, for each control that the shape
 * bends by, the control's value times the point's offset.
 */
export interface Character {
  readonly version: 1;
  readonly name: string;
  /** Width and height of the picture in units of the paths; the renderer scales them to the canvas and stands the picture on its lower edge. */
  readonly size: readonly [width: number, height: number];
  /** `#rrggbb` by name. */
  readonly colors: Readonly<Record<string, string>>;
  /** How much each input adds to each control. */
  readonly drivers: Readonly<Partial<Record<VisemeName | FaceName, Readonly<Record<string, number>>>>>;
  /** Lowest and highest value of controls that need it. */
  readonly limits?: Readonly<Record<string, readonly [lowest: number, highest: number]>>;
  /** From back to front. */
  readonly layers: readonly Layer[];
}

export type Layer = Shape | Group;

/** Layers that move together. */
export interface Group {
  readonly name?: string;
  readonly layers: readonly Layer[];
  /** Offset by control, in units. */
  readonly move?: Readonly<Record<string, readonly [x: number, y: number]>>;
  /** Degrees clockwise by control, about the pivot. */
  readonly turn?: Readonly<Record<string, number>>;
  readonly pivot?: readonly [x: number, y: number];
  /** Name of a shape before this group in the same list: nothing is drawn outside of it. */
  readonly clip?: string;
}

/** A path. */
export interface Shape {
  readonly name?: string;
  /** `M x y`, `L x y`, `Q x y x y`, `C x y x y x y` and `Z` with absolute coordinates, as in SVG. */
  readonly path: string;
  /** By control: for each point that moves (counted from 0 through the path, handles included) its number and its offset at value 1. */
  readonly bend?: Readonly<Record<string, readonly (readonly [point: number, x: number, y: number])[]>>;
  readonly fill?: Paint;
  readonly stroke?: Paint;
  /** Width of the stroke. Default: 1. */
  readonly width?: number;
  /** 0 to 1. Default: 1. */
  readonly opacity?: number;
  /** What a control adds to the opacity. */
  readonly fade?: Readonly<Record<string, number>>;
}

/** The name of a colour, or a gradient of them; stops are pairs of an offset from 0 to 1 and a name. */
export type Paint = string | Gradient;

export interface Gradient {
  /** Where it starts, or the centre when there is a radius. */
  readonly from: readonly [x: number, y: number];
  /** Where a linear one ends. */
  readonly to?: readonly [x: number, y: number];
  /** Makes it radial. */
  readonly radius?: number;
  readonly stops: readonly (readonly [offset: number, color: string])[];
}
