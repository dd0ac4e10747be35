export { LipListener, type LipListenerOptions } from './lip-listener.js';
export { LipNetWeights } from './lip-net-weights.js';
export { type LipAnswer } from './lip-net.js';
export { FRAME_MILLISECONDS, LipStream } from './lip-stream.js';
export { hearLips, LipTrack } from './lip-track.js';
