import { Analyser } from './analyser.mjs';
import { current, sampleRate } from './page.mjs';

const processors = new Map();

/** The ends of a channel between a worklet's node and its processor; what one posts, the other is told at once. */
function channel() {
  const [node, processor] = [{ onmessage: null }, { onmessage: null }];
  node.postMessage = (data) => processor.onmessage?.({ data });
  processor.postMessage = (data) => node.onmessage?.({ data });
  return [node, processor];
}

let handedOver = null;

class AudioWorkletProcessor {
  port = handedOver;
}

/** The page's end of a worklet; `processor` is the other end, which runs on the same thread here. */
class AudioWorkletNode {
  constructor(context, name, options = {}) {
    this.context = context;
    const registered = processors.get(name);
    const descriptors = registered.parameterDescriptors ?? [];
    this.parameters = new Map(descriptors.map(({ name: parameter, defaultValue }) => [parameter, { value: options.parameterData?.[parameter] ?? defaultValue }]));
    [this.port, handedOver] = channel();
    this.processor = new registered(options);
  }

  /** Lets the processor hear a quantum. */
  render(block) {
    const values = Object.fromEntries([...this.parameters].map(([name, { value }]) => [name, Float32Array.of(value)]));
    this.processor.process([[block]], [], values);
  }
}

/** As much of an audio context as lip sync touches. */
class AudioContext {
  sampleRate = sampleRate;
  state = 'running';
  destination = {};
  audioWorklet = { addModule: (url) => import(url) };

  get currentTime() {
    return current()?.time ?? 0;
  }

  resume() {
    return Promise.resolve();
  }

  createAnalyser() {
    return new Analyser();
  }

  createMediaElementSource() {
    return { connect() {} };
  }
}

/** Makes this process look like a page with sound to the code of the peers. Its clock is that of the sound that plays. */
export function becomeBrowser() {
  const clock = { now: () => 1000 * (current()?.time ?? 0) };
  const globals = {
    AudioContext,
    AudioWorkletNode,
    AudioWorkletProcessor,
    sampleRate,
    registerProcessor: (name, processor) => processors.set(name, processor),
    window: { AudioContext },
    performance: clock,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }

  Object.defineProperty(globalThis, 'currentTime', { get: () => current()?.time ?? 0, configurable: true });
}
