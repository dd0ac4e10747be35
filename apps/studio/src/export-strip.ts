import { ada, Canvas2dRenderer, createPose, strongestViseme, VISEME_NAMES } from '@troupe/avatar';
import { readPalette } from './palette.js';
import type { Range } from './player.js';
import type { Motion } from './ways.js';

const SIDE = 200;
const CAPTION = 26;
const COLUMNS = 8;

/** A motion to be drawn, and its name. */
export interface NamedMotion {
  readonly name: string;
  readonly motion: Motion;
}

/**
 * Draws a film strip: faces at even steps through a range, a row for each motion and a new line after eight, with the time and the viseme under each.
 *
 * @param count How many moments.
 */
export async function drawStrip(motions: readonly NamedMotion[], range: Range, count: number): Promise<Blob> {
  const palette = readPalette();
  const lines = Math.ceil(count / COLUMNS);
  const strip = new OffscreenCanvas(COLUMNS * SIDE, lines * motions.length * (SIDE + CAPTION));
  const context = strip.getContext('2d')!;
  context.fillStyle = palette.card;
  context.fillRect(0, 0, strip.width, strip.height);
  context.font = '13px system-ui, sans-serif';
  context.textAlign = 'center';
  const face = new OffscreenCanvas(SIDE, SIDE);
  const renderer = new Canvas2dRenderer(face, ada);
  const pose = createPose();
  for (let moment = 0; moment < count; moment++) {
    const time = range.from + ((range.until - range.from) * moment) / Math.max(1, count - 1);
    motions.forEach(({ name, motion }, index) => {
      const x = (moment % COLUMNS) * SIDE;
      const y = (Math.floor(moment / COLUMNS) * motions.length + index) * (SIDE + CAPTION);
      motion.sample(pose, time);
      renderer.draw(pose);
      context.drawImage(face, x, y);
      context.fillStyle = palette.muted;
      const label = `${(time / 1000).toFixed(2)} s  ${VISEME_NAMES[strongestViseme(pose.visemes)]}`;
      context.fillText(motions.length > 1 && moment % COLUMNS === 0 ? `${name}: ${label}` : label, x + SIDE / 2, y + SIDE + 17, SIDE - 8);
    });
  }

  return strip.convertToBlob({ type: 'image/png' });
}
