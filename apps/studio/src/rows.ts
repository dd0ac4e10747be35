import { BLEND_SHAPE_NAMES, VISEME_NAMES } from '@troupe/avatar';
import { STEP, type MotionTable } from './motion-table.js';
import { visemeColour, type Palette } from './palette.js';
import type { Sound } from './take.js';
import type { View } from './view.js';

/** A row of the timeline. */
export interface Row {
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  /** Draws it, with its upper left corner at the origin. */
  draw(context: CanvasRenderingContext2D, view: View, palette: Palette): void;
}

/** A named stretch of time. */
export interface Labelled {
  readonly start: number;
  readonly duration: number;
  readonly label: string;
  /** A viseme that gives the colour; none for a neutral one. */
  readonly viseme?: number;
}

/** Weights below this are not drawn. */
const LEAST = 0.004;

const FONT = '12px system-ui, sans-serif';
const SMALL = '10px system-ui, sans-serif';

/** Seconds along the top. */
export function rulerRow(): Row {
  return {
    label: 'Seconds',
    height: 22,
    draw: (context, view, palette) => {
      const step = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000].find((candidate) => view.x(view.from + candidate) >= 64) ?? 60_000;
      context.font = SMALL;
      context.textBaseline = 'middle';
      context.fillStyle = palette.muted;
      for (let time = Math.ceil(view.from / step) * step; time <= view.until; time += step) {
        context.fillRect(Math.round(view.x(time)), 14, 1, 8);
        context.fillText(String(Number((time / 1000).toFixed(2))), view.x(time) + 4, 9);
      }
    },
  };
}

/** The sound: its peaks, and within them its loudness. */
export function waveRow(sound: Sound | undefined): Row {
  return {
    label: 'Sound',
    height: 64,
    draw: (context, view, palette) => {
      if (sound === undefined) {
        note(context, palette, 'No sound. Open its WAV file to hear it.', 32);
        return;
      }

      const { samples, sampleRate } = sound;
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0.05);
      for (let x = 0; x < view.width; x++) {
        const from = Math.max(0, Math.floor((view.time(x) * sampleRate) / 1000));
        const until = Math.min(samples.length, Math.max(from + 1, Math.floor((view.time(x + 1) * sampleRate) / 1000)));
        let [low, high, power] = [0, 0, 0];
        for (let index = from; index < until; index++) {
          const sample = samples[index]!;
          low = Math.min(low, sample);
          high = Math.max(high, sample);
          power += sample * sample;
        }

        const scale = 28 / loudest;
        const loudness = Math.sqrt(power / Math.max(1, until - from)) * scale;
        context.fillStyle = palette.accent;
        context.globalAlpha = 0.4;
        context.fillRect(x, 32 - high * scale, 1, Math.max(1, (high - low) * scale));
        context.globalAlpha = 1;
        context.fillRect(x, 32 - loudness, 1, Math.max(1, 2 * loudness));
      }
    },
  };
}

/** Words, phones or cues. */
export function spanRow(label: string, spans: readonly Labelled[], missing: string): Row {
  return {
    label,
    height: 28,
    draw: (context, view, palette) => {
      if (spans.length === 0) note(context, palette, missing, 14);
      context.font = FONT;
      context.textBaseline = 'middle';
      context.textAlign = 'center';
      for (const span of spans) {
        const [from, until] = [view.x(span.start), view.x(span.start + span.duration)];
        if (until < 0 || from > view.width || span.label === '') continue;
        context.fillStyle = span.viseme === undefined ? palette.wash : visemeColour(span.viseme, palette, 0.22);
        context.beginPath();
        context.roundRect(from + 0.5, 3, Math.max(1, until - from - 1), 22, 5);
        context.fill();
        const [seenFrom, seenUntil] = [Math.max(0, from), Math.min(view.width, until)];
        if (context.measureText(span.label).width <= seenUntil - seenFrom - 2) {
          context.fillStyle = palette.ink;
          context.fillText(span.label, (seenFrom + seenUntil) / 2, 14.5);
        }
      }

      context.textAlign = 'start';
    },
  };
}

/** The weights of the visemes: hills, each in its colour and with its name on top. */
export function visemeRow(label: string, table: MotionTable | string): Row {
  const height = 92;
  return {
    label,
    height,
    draw: (context, view, palette) => {
      if (typeof table === 'string') {
        note(context, palette, table, height / 2);
        return;
      }

      const [top, bottom] = [14, height - 2];
      const [first, last] = [Math.max(0, Math.floor(view.from / STEP)), Math.min(table.rows - 1, Math.ceil(view.until / STEP))];
      context.font = SMALL;
      context.textBaseline = 'alphabetic';
      context.textAlign = 'center';
      for (let viseme = 1; viseme < VISEME_NAMES.length; viseme++) {
        const hills = new Path2D();
        const edges = new Path2D();
        let above = false;
        const peaks: (readonly [x: number, y: number])[] = [];
        for (let row = first; row <= last; row++) {
          const weight = table.viseme(row, viseme);
          const [x, y] = [view.x(row * STEP), bottom - weight * (bottom - top)];
          if (weight < LEAST && !above) continue;
          if (!above) hills.moveTo(view.x((row - 1) * STEP), bottom);
          if (!above) edges.moveTo(view.x((row - 1) * STEP), bottom);
          hills.lineTo(x, y);
          edges.lineTo(x, y);
          above = weight >= LEAST;
          if (!above || row === last) hills.lineTo(x, bottom);
          if (weight > 0.25 && weight > table.viseme(row - 1, viseme) && weight >= table.viseme(row + 1, viseme) && x - (peaks.at(-1)?.[0] ?? -99) > 24) peaks.push([x, y]);
        }

        context.fillStyle = visemeColour(viseme, palette, 0.3);
        context.fill(hills);
        context.strokeStyle = visemeColour(viseme, palette);
        context.lineWidth = 1.5;
        context.stroke(edges);
        context.fillStyle = palette.ink;
        for (const [x, y] of peaks) context.fillText(VISEME_NAMES[viseme]!, x, y - 3);
      }

      context.textAlign = 'start';
    },
  };
}

/** One blend shape of up to two motions: the first filled, the second a line. */
export function shapeRow(shape: number, first: MotionTable | undefined, second: MotionTable | undefined): Row {
  const height = 24;
  return {
    label: BLEND_SHAPE_NAMES[shape]!.replace(/Left$/, ''),
    height,
    draw: (context, view, palette) => {
      const line = (table: MotionTable): void => {
        for (let x = 0; x <= view.width; x += 1.5) {
          context.lineTo(x, height - 2 - table.shape(Math.round(view.time(x) / STEP), shape) * (height - 4));
        }
      };
      if (first !== undefined) {
        context.beginPath();
        context.moveTo(0, height - 2);
        line(first);
        context.lineTo(view.width, height - 2);
        context.fillStyle = palette.accent;
        context.globalAlpha = 0.55;
        context.fill();
        context.globalAlpha = 1;
      }

      if (second !== undefined) {
        context.beginPath();
        line(second);
        context.strokeStyle = palette.second;
        context.lineWidth = 1.75;
        context.stroke();
      }
    },
  };
}

/** Says why a row is empty. */
function note(context: CanvasRenderingContext2D, palette: Palette, text: string, y: number): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  context.fillStyle = palette.muted;
  context.fillText(text, 10, y);
}
