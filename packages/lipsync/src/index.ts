export { AudioCues } from './audio-cues.js';
export { AudioMouth, type Mouth } from './audio-mouth.js';
export type { LipKernel } from './lip-layers.js';
export { FRAME_MILLISECONDS, LipListener } from './lip-listener.js';
export { LipNetWeights } from './lip-net-weights.js';
export type { LipAnswer } from './lip-net.js';
export { LipNode, type LipNodeOptions } from './lip-node.js';
