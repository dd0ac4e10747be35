import { TroupeError } from '@troupe/protocol';
import type { AudioHost } from '../playout/audio-host.js';
import { untilAborted } from '../session/until-aborted.js';
import { CAPTURE_PROCESSOR } from '../worklets/messages.js';
import type { CapturedPacket } from '../worklets/packet-framer.js';
import type { AudioInput, AudioInputRequest } from './audio-input.js';
import { microphoneError } from './microphone-error.js';

/** Records by getUserMedia and an AudioWorklet that resamples to the wire's rate and cuts packets of 20 ms. */
export class Microphone implements AudioInput {
  readonly #host: AudioHost;
  readonly #constraints: MediaTrackConstraints;
  #stream: MediaStream | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #node: AudioWorkletNode | undefined;
  #level = 0;

  /**
   * @param host The page's sound, shared with the loudspeaker.
   * @param constraints Added to the defaults: echo cancellation, noise suppression and automatic gain, one channel.
   */
  constructor(host: AudioHost, constraints: MediaTrackConstraints = {}) {
    this.#host = host;
    this.#constraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1, ...constraints };
  }

  async open(request: AudioInputRequest): Promise<void> {
    await this.close();
    if (globalThis.navigator?.mediaDevices === undefined) {
      throw new TroupeError('audio_unsupported', 'This page cannot use a microphone; open it over https or on localhost. You can type instead.', {
        retryable: false,
      });
    }

    const recording = navigator.mediaDevices.getUserMedia({ audio: this.#constraints });
    try {
      const [context, stream] = await Promise.all([this.#host.open(request.signal), untilAborted(recording, request.signal)]);
      this.#record(context, stream, request);
    } catch (cause) {
      recording.then(stopTracks, () => undefined);
      throw microphoneError(cause);
    }
  }

  async close(): Promise<void> {
    this.#node?.port.close();
    this.#source?.disconnect();
    this.#node?.disconnect();
    if (this.#stream !== undefined) {
      stopTracks(this.#stream);
    }

    this.#stream = undefined;
    this.#source = undefined;
    this.#node = undefined;
    this.#level = 0;
  }

  level(): number {
    return this.#level;
  }

  #record(context: AudioContext, stream: MediaStream, request: AudioInputRequest): void {
    const node = new AudioWorkletNode(context, CAPTURE_PROCESSOR, {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { sampleRate: request.sampleRate },
    });
    node.port.onmessage = (event: MessageEvent<CapturedPacket>): void => {
      this.#level = event.data.level;
      request.onPacket(event.data.samples);
    };
    const lost = (): void => {
      if (this.#stream === stream) {
        void this.close();
        request.onLost(
          new TroupeError('microphone_missing', 'The microphone was unplugged or taken away. Choose another and try again; you can also type.', {
            retryable: true,
          }),
        );
      }
    };
    stream.getAudioTracks().forEach((track) => track.addEventListener('ended', lost));
    this.#stream = stream;
    this.#node = node;
    this.#source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    this.#source.connect(node);
  }
}

function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}
