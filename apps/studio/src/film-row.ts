import { ada, Canvas2dRenderer, createPose } from '@troupe/avatar';
import type { Row } from './rows.js';
import type { Motion } from './ways.js';

const HEIGHT = 64;
/** Where Ada's mouth is, as parts of her picture: from the nose to the chin. */
const MOUTH = { left: 0.36, top: 0.5, width: 0.28, height: 0.28 };
const SIDE = Math.round(HEIGHT / MOUTH.height);

/** The rig on the timeline: the mouth at every step that fits. */
export function filmRow(label: string, motion: Motion | undefined): Row {
  const canvas = document.createElement('canvas');
  const renderer = new Canvas2dRenderer(canvas, ada);
  const pose = createPose();
  return {
    label,
    height: HEIGHT,
    draw: (context, view) => {
      if (motion === undefined) return;
      const scale = context.getTransform().a;
      renderer.resize(SIDE, SIDE, scale);
      const width = MOUTH.width * SIDE;
      for (let x = 0; x < view.width; x += width) {
        motion.sample(pose, view.time(x + width / 2));
        pose.face.fill(0);
        renderer.draw(pose);
        const side = SIDE * scale;
        context.drawImage(canvas, MOUTH.left * side, MOUTH.top * side, MOUTH.width * side, MOUTH.height * side, x + 1, 1, width - 2, HEIGHT - 2);
      }
    },
  };
}
