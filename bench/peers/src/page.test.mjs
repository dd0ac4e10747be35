import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeBrowser } from './browser.mjs';
import { Page, quantum, sampleRate } from './page.mjs';
import { atDeviceRate } from './resample.mjs';
import { indexOf, visemes } from './visemes.mjs';

describe('Page', () => {
  const before = globalThis.performance;
  beforeAll(becomeBrowser);
  afterAll(() => Object.defineProperty(globalThis, 'performance', { value: before, configurable: true }));

  it('renders all audio before a refresh and none behind it', () => {
    const page = new Page(new Float32Array(sampleRate));
    const rendered = [];
    page.play(
      () => {},
      () => {
        rendered.push(page.position);
        return [];
      },
    );
    expect(rendered.length).toBe(60);
    expect(rendered.slice(0, 4)).toEqual([0, 6 * quantum, 12 * quantum, 18 * quantum]);
  });

  it('has a clock that is that of its sound', () => {
    const page = new Page(new Float32Array(sampleRate));
    const times = [];
    page.play(
      () => {},
      () => {
        times.push(globalThis.performance.now());
        return [];
      },
    );
    expect(times[30]).toBeCloseTo((1000 * 187 * quantum) / sampleRate, 9);
  });

  it('gives a worklet every sample once, with its parameters, and carries its messages', () => {
    const heard = [];
    class Listener extends globalThis.AudioWorkletProcessor {
      static parameterDescriptors = [{ name: 'size', defaultValue: 7 }];

      process([[block]], _outputs, { size }) {
        heard.push(...block);
        this.port.postMessage([globalThis.currentTime, size[0]]);
        return true;
      }
    }

    globalThis.registerProcessor('listener', Listener);
    const node = new globalThis.AudioWorkletNode(new globalThis.AudioContext(), 'listener');
    const messages = [];
    node.port.onmessage = ({ data }) => messages.push(data);
    const sound = Float32Array.from({ length: 1024 }, (_, sample) => sample);
    new Page(sound).play((block) => node.render(block), () => []);
    expect(heard).toEqual([...sound.subarray(0, 768)]);
    expect(messages).toEqual([1, 2, 3, 4, 5, 6].map((block) => [(block * quantum) / sampleRate, 7]));
  });
});

describe('atDeviceRate', () => {
  it('plays a tone at three times the rate, in place and as loud', () => {
    const tone = (rate) => (sample) => 0.5 * Math.sin((2 * Math.PI * 3000 * sample) / rate);
    const slow = Int16Array.from({ length: 1600 }, (_, sample) => 32_768 * tone(16_000)(sample));
    const fast = atDeviceRate(slow);
    expect(fast.length).toBe(4800);
    for (let sample = 300; sample < 4500; sample++) {
      expect(Math.abs(fast[sample] - tone(48_000)(sample))).toBeLessThan(1e-3);
    }
  });
});

describe('indexOf', () => {
  it('knows every viseme by the names of the peers', () => {
    const names = ['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'I', 'O', 'U'].map((name) => `viseme_${name}`);
    expect(names.map(indexOf)).toEqual([...visemes.keys()]);
  });
});
