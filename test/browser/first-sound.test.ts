import { expect, test } from 'vitest';
import { messagesOf } from './support/speech.js';
import { Visit } from './support/visit.js';

/** Answers that are timed. */
const QUESTIONS = ['Are dogs welcome?', 'How much is a ticket?', 'Thank you.', 'When are you open on Sundays?', 'Are dogs welcome?'];

/** Milliseconds on a busy machine; an idle one takes a third. */
const BUFFERED_AT_MOST = 150;

/** What happened to one utterance in the page. */
interface Beginning {
  /** When its first packet came. */
  readonly arrived: number;
  /** When its first sample left the loudspeaker, by the page's playhead. */
  readonly heard: number;
}

declare global {
  interface Window {
    packetTimes: Map<number, number>;
    sound: AudioContext;
  }
}

/** Runs in the page before its own code: notes when the first packet of each utterance comes, and which AudioContext plays. */
function watchPackets(): void {
  window.packetTimes = new Map();
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const now = performance.now();
        if (data instanceof ArrayBuffer) {
          // Bytes 8 to 11 of a packet name the utterance.
          const utterance = new DataView(data).getUint32(8, true);
          window.packetTimes.set(utterance, Math.min(now, window.packetTimes.get(utterance) ?? now));
        }
      });
    }
  };
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      window.sound = this;
    }
  };
}

test('The first sample of an answer is heard soon after its first packet', async () => {
  const visit = await Visit.pay({ before: watchPackets });
  for (const [index, question] of QUESTIONS.entries()) {
    await visit.write(question);
    await visit.turns(index + 1);
  }

  const { beginnings, latency } = await visit.page.evaluate(() => {
    const first = new Map<number, Beginning>();
    for (const { at, playhead } of window.troupeWitness.testimony.playheads) {
      const arrived = window.packetTimes.get(playhead.utterance);
      if (arrived !== undefined && !first.has(playhead.utterance)) {
        first.set(playhead.utterance, { arrived, heard: at - playhead.position });
      }
    }

    const { baseLatency, outputLatency } = window.sound;
    return { beginnings: [...first.values()], latency: { base: baseLatency * 1000, output: outputLatency * 1000 } };
  });

  const device = latency.output || latency.base;
  const waits = beginnings.map(({ arrived, heard }) => heard - arrived - device).sort((one, other) => one - other);
  const median = waits[Math.floor(waits.length / 2)]!;
  console.info(
    `first sound: ${waits.map(Math.round).join(', ')} ms after the first packet, median ${median.toFixed(1)} ms, `
      + `and ${device.toFixed(1)} ms in the device (base latency ${latency.base.toFixed(1)} ms, output latency ${latency.output.toFixed(1)} ms)`,
  );
  const told = messagesOf(await visit.testimony(), 'turn.ended').map(({ latency: { playbackLatency } }) => Math.round(playbackLatency ?? Number.NaN));
  console.info(`first sound: the server saw ${told.join(', ')} ms from its first packet to the first sample heard`);
  expect(waits.length).toBeGreaterThanOrEqual(QUESTIONS.length);
  expect(median).toBeLessThan(BUFFERED_AT_MOST);
  expect(visit.complaints).toEqual([]);
});
