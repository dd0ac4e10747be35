import { readPalette } from './palette.js';
import type { Range } from './player.js';
import type { Row } from './rows.js';
import type { View } from './view.js';

/** What a timeline asks of its owner. */
export interface TimelineHandlers {
  readonly seek: (time: number) => void;
  readonly select: (range: Range | undefined) => void;
}

/** Pixels that a pointer moves before a click is a drag. */
const DRAG = 4;

/**
 * The rows on one clock. Rows are drawn when something changes, the line of the moment in every frame. A drag along the top selects the loop, elsewhere it scrubs.
 */
export class Timeline {
  readonly view: View;
  readonly #canvas: HTMLCanvasElement;
  readonly #labels: HTMLElement;
  readonly #handlers: TimelineHandlers;
  readonly #picture = document.createElement('canvas');
  #rows: readonly Row[] = [];
  #stale = true;

  /**
   * @param canvas Where it is drawn; also the slider for keys.
   * @param labels A list that gets the rows' names.
   */
  constructor(canvas: HTMLCanvasElement, labels: HTMLElement, view: View, handlers: TimelineHandlers) {
    this.#canvas = canvas;
    this.#labels = labels;
    this.view = view;
    this.#handlers = handlers;
    canvas.addEventListener('pointerdown', (event) => this.#press(event));
    canvas.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    new ResizeObserver(() => this.redraw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
  }

  /** Takes the rows. */
  show(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#labels.replaceChildren(
      ...rows.map(({ label, height }) => {
        const item = document.createElement('li');
        item.textContent = label;
        item.style.blockSize = `${height}px`;
        return item;
      }),
    );
    this.#canvas.style.blockSize = `${rows.reduce((sum, { height }) => sum + height, 0)}px`;
    this.redraw();
  }

  /** Draws the rows anew with the next frame. */
  redraw(): void {
    this.#stale = true;
  }

  /** Draws a frame. */
  draw(position: number, loop: Range | undefined): void {
    const scale = Math.min(2, devicePixelRatio);
    const [width, height] = [Math.max(1, this.#canvas.clientWidth), Math.max(1, this.#canvas.clientHeight)];
    const palette = readPalette();
    if (this.#stale) {
      this.#stale = false;
      this.view.width = width;
      for (const canvas of [this.#canvas, this.#picture]) Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
      this.#paint(scale, width, palette.line);
    }

    const context = this.#canvas.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.drawImage(this.#picture, 0, 0);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    if (loop !== undefined) {
      const [from, until] = [this.view.x(loop.from), this.view.x(loop.until)];
      context.fillStyle = palette.accent;
      context.globalAlpha = 0.1;
      context.fillRect(from, 0, until - from, height);
      context.globalAlpha = 1;
      context.fillRect(from, 0, until - from, 3);
    }

    const x = this.view.x(position);
    context.fillStyle = palette.second;
    context.fillRect(x - 0.75, 0, 1.5, height);
    context.beginPath();
    context.moveTo(x - 6, 0);
    context.lineTo(x + 6, 0);
    context.lineTo(x, 9);
    context.fill();
  }

  #paint(scale: number, width: number, line: string): void {
    const context = this.#picture.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#picture.width, this.#picture.height);
    const palette = readPalette();
    let top = 0;
    for (const row of this.#rows) {
      context.save();
      context.setTransform(scale, 0, 0, scale, 0, top * scale);
      context.beginPath();
      context.rect(0, 0, width, row.height);
      context.clip();
      row.draw(context, this.view, palette);
      context.fillStyle = line;
      context.fillRect(0, row.height - 1, width, 1);
      context.restore();
      top += row.height;
    }
  }

  #press(down: PointerEvent): void {
    this.#canvas.setPointerCapture(down.pointerId);
    const selects = down.offsetY < (this.#rows[0]?.height ?? 0);
    const began = this.view.time(down.offsetX);
    if (!selects) this.#handlers.seek(began);
    const move = (event: PointerEvent): void => {
      const time = this.view.time(event.offsetX);
      if (!selects) this.#handlers.seek(time);
      else if (Math.abs(event.offsetX - down.offsetX) >= DRAG) this.#handlers.select({ from: Math.max(0, Math.min(began, time)), until: Math.max(began, time) });
    };
    const up = (event: PointerEvent): void => {
      this.#canvas.removeEventListener('pointermove', move);
      if (selects && Math.abs(event.offsetX - down.offsetX) < DRAG) {
        this.#handlers.select(undefined);
        this.#handlers.seek(began);
      }
    };
    this.#canvas.addEventListener('pointermove', move);
    this.#canvas.addEventListener('pointerup', up, { once: true });
  }

  #turn(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.view.zoom(Math.exp(-event.deltaY / 300), this.view.time(event.offsetX));
      this.redraw();
    } else if (!this.view.whole && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const by = this.view.time(event.deltaX) - this.view.time(0);
      this.view.show({ from: this.view.from + by, until: this.view.until + by });
      this.redraw();
    }
  }
}
