import type { JitterReport } from './jitter-buffer.js';

/** Names of the processors that `troupe-worklets.js` registers. */
export const CAPTURE_PROCESSOR = 'troupe-capture';
/** The playing side. */
export const PLAYOUT_PROCESSOR = 'troupe-playout';

/** What the page tells the playout processor. */
export type PlayoutCommand =
  | {
      readonly kind: 'push';
      readonly epoch: number;
      readonly utterance: number;
      readonly offset: number;
      readonly last: boolean;
      readonly samples: Int16Array;
      readonly sampleRate: number;
    }
  | { readonly kind: 'clear'; readonly epoch: number }
  /** Moves what an epoch says to a gain within a time in seconds. */
  | { readonly kind: 'level'; readonly epoch: number; readonly gain: number; readonly seconds: number };

/** Where the playout is: the position holds at `time`, in seconds of the AudioContext. */
export interface PlayoutReport extends JitterReport {
  readonly time: number;
  /** Milliseconds that the jitter buffer aims at. */
  readonly target: number;
  /** Milliseconds that wait in it. */
  readonly buffered: number;
  /** Underruns since the start. */
  readonly underruns: number;
}

/** What the playout processor tells the page. */
export type PlayoutMessage =
  | { readonly kind: 'report'; readonly report: PlayoutReport }
  /** An epoch is silent; that many milliseconds of it were handed out, to the sample. */
  | { readonly kind: 'cleared'; readonly epoch: number; readonly position: number }
  /** Time passes while the last reports are still on their way to the ear: pages whose timers are slowed down look by it. */
  | { readonly kind: 'tick' };
