import { describe, expect, it } from 'vitest';
import { ada, adaWardrobe, Canvas2dRenderer, createPose, dress, VISEME_NAMES } from '../index.js';

/** Writes down what a canvas is asked to draw: the renderer needs nothing else of a browser. */
class Notes {
  readonly calls: string[] = [];
  readonly canvas = { width: 300, height: 150, getContext: () => this.context };
  readonly context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) => target[name] ?? ((...values: unknown[]) => {
      this.calls.push(`${name} ${values.map((value) => (typeof value === 'number' ? value.toFixed(2) : String(value))).join(' ')}`);
      return { addColorStop: () => undefined };
    }),
    set: (target, name: string, value) => {
      target[name] = value;
      return true;
    },
  });
}

function draw(viseme?: (typeof VISEME_NAMES)[number]): string[] {
  const notes = new Notes();
  const renderer = new Canvas2dRenderer(notes.canvas as unknown as HTMLCanvasElement, ada);
  const pose = createPose();
  if (viseme) pose.visemes[VISEME_NAMES.indexOf(viseme)] = 1;
  renderer.draw(pose);
  return notes.calls;
}

describe('Canvas2dRenderer', () => {
  it('fits the picture, standing on the lower edge', () => {
    expect(draw().filter((call) => call.startsWith('setTransform'))[1]).toBe('setTransform 0.23 0.00 0.00 0.23 75.00 0.00');
  });

  it('sizes the canvas in device pixels', () => {
    const notes = new Notes();
    new Canvas2dRenderer(notes.canvas as unknown as HTMLCanvasElement, ada).resize(200, 100.4, 2);
    expect([notes.canvas.width, notes.canvas.height]).toEqual([400, 201]);
  });

  it('draws every viseme differently', () => {
    const pictures = VISEME_NAMES.map((name) => draw(name).join('\n'));
    expect(new Set(pictures).size).toBe(VISEME_NAMES.length);
  });

  it('draws another character from the next frame on, and keeps the one before when it cannot', () => {
    const notes = new Notes();
    const renderer = new Canvas2dRenderer(notes.canvas as unknown as HTMLCanvasElement, ada);
    renderer.draw(createPose());
    const before = notes.calls.splice(0);
    renderer.show(dress(ada, adaWardrobe, { outfit: 'blazer', hair: 'auburn', props: [] }));
    renderer.draw(createPose());
    const after = notes.calls.splice(0);
    expect(after.length).toBeGreaterThan(before.length);
    expect(() => renderer.show({ version: 1 })).toThrow('cannot be drawn');
    renderer.draw(createPose());
    const drawn = (calls: readonly string[]): string[] => calls.filter((call) => !call.startsWith('create'));
    expect(drawn(notes.calls)).toEqual(drawn(after));
  });

  it.each([
    [{ zoom: 2, x: 0, y: 0 }, 'setTransform 0.47 0.00 0.00 0.47 0.00 -75.00'],
    [{ zoom: 2, x: -1, y: -1 }, 'setTransform 0.47 0.00 0.00 0.47 75.00 0.00'],
    [{ zoom: 2, x: 1, y: 1 }, 'setTransform 0.47 0.00 0.00 0.47 -75.00 -150.00'],
  ])('comes closer to the place that the camera %j says', (camera, expected) => {
    const notes = new Notes();
    const renderer = new Canvas2dRenderer(notes.canvas as unknown as HTMLCanvasElement, ada);
    renderer.camera = camera;
    renderer.draw(createPose());
    expect(notes.calls.filter((call) => call.startsWith('setTransform'))[1]).toBe(expected);
  });

  it('draws silence as rest and restores as often as it saves', () => {
    const rest = draw();
    expect(draw('sil')).toEqual(rest);
    expect(rest.filter((call) => call.startsWith('save')).length).toBe(rest.filter((call) => call.startsWith('restore')).length);
  });

  it('says why a canvas cannot be used', () => {
    const busy = { getContext: () => null } as unknown as HTMLCanvasElement;
    expect(() => new Canvas2dRenderer(busy, ada)).toThrow('no 2D context');
  });
});
