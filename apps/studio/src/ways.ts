import { FrameUnpacker, LIP_SYNC_PRESETS, LoudnessMouth, PerformanceTimeline, planMouth, VISEME_NAMES, type LipSyncSettings, type Pose } from '@troupe/avatar';
import { AudioCues, FRAME_MILLISECONDS, type LipNetWeights } from '@troupe/lipsync';
import type { Sound, Take } from './take.js';

/** What moves a face. */
export interface Motion {
  /** Overwrites the pose by that of a time in milliseconds. */
  sample(pose: Pose, time: number): void;
}

/** A way from a take to the motion of its face. */
export interface Way {
  readonly id: string;
  readonly name: string;
  /** The motion, or a sentence that says why there is none. */
  readonly motion: (take: Take) => Motion | string;
}

/** Samples from which the loudness of a moment is taken: about 21 ms, as the client takes it. */
const LOUDNESS_SECONDS = 1024 / 48_000;

/** The way whose settings the person chooses. */
export const OWN = 'own';

/**
 * The ways that this page knows.
 *
 * @param weights Of the network that hears visemes; undefined where this server has none.
 * @param settings The person's own settings at this moment.
 */
export function waysWith(weights: LipNetWeights | undefined, settings: () => LipSyncSettings): readonly Way[] {
  return [
    { id: 'file', name: 'Timed, from the file', motion: ({ performance }) => (performance ? new PerformanceTimeline(performance) : 'There is no performance file: open one, or choose another way.') },
    ...Object.entries(LIP_SYNC_PRESETS).map(([name, preset]) => ({ id: name, name: `Timed, ${name}`, motion: (take: Take) => plannedBy(take, preset) })),
    { id: OWN, name: 'Timed, settings of your own', motion: (take) => plannedBy(take, settings()) },
    { id: 'frames', name: 'Packed frames of the file', motion: framesOf },
    {
      id: 'heard',
      name: 'Audio alone',
      motion: ({ sound }) =>
        sound === undefined ? 'There is no sound to hear: open a WAV file.' : weights === undefined ? 'The weights of the network are not on this server.' : heardIn(sound, weights),
    },
    { id: 'loudness', name: 'Loudness', motion: ({ sound }) => (sound ? loudnessOf(sound) : 'There is no sound to follow: open a WAV file.') },
  ];
}

/** As the page plans it from the phones of the file. */
function plannedBy({ performance }: Take, settings: LipSyncSettings): Motion | string {
  if (!performance?.utterances.some(({ phonemes }) => phonemes && phonemes.length > 0)) return 'No phones are known, so nothing can be planned: open a performance file that has some.';
  const utterances = performance.utterances.map((utterance) => ({ ...utterance, visemes: planMouth(utterance.phonemes ?? [], settings) }));
  return new PerformanceTimeline({ ...performance, utterances });
}

function framesOf({ performance }: Take): Motion | string {
  const track = performance?.utterances[0]?.frames;
  if (track === undefined || !track.channels.some(({ name }) => (VISEME_NAMES as readonly string[]).includes(name))) {
    return 'The file holds no frames of visemes.';
  }

  const unpacker = new FrameUnpacker(track, VISEME_NAMES);
  return {
    sample: ({ visemes, face }, time) => {
      face.fill(0);
      const frame = Math.round((time * track.frameRate) / 1000);
      if (frame >= 0 && frame < unpacker.count) unpacker.read(frame, visemes);
      else visemes.fill(0);
    },
  };
}

/** As `troupe lipsync --audio` makes it of the same sound. */
function heardIn({ samples, sampleRate }: Sound, weights: LipNetWeights): Motion {
  const cues = new AudioCues(weights, sampleRate);
  const visemes = [...cues.push(samples), ...cues.finish()];
  return new PerformanceTimeline({ version: 1, utterances: [{ duration: (samples.length / sampleRate) * 1000, visemes }] });
}

function loudnessOf({ samples, sampleRate }: Sound): Motion {
  const mouth = new LoudnessMouth();
  const frames: Float64Array[] = [];
  const width = Math.round(LOUDNESS_SECONDS * sampleRate);
  for (let time = 0; (time * sampleRate) / 1000 < samples.length; time += FRAME_MILLISECONDS) {
    const until = Math.round((time * sampleRate) / 1000);
    const heard = samples.subarray(Math.max(0, until - width), until);
    const weights = new Float64Array(VISEME_NAMES.length);
    mouth.sample(Math.sqrt(heard.reduce((sum, sample) => sum + sample * sample, 0) / width), time, weights);
    frames.push(weights);
  }

  return {
    sample: ({ visemes, face }, time) => {
      face.fill(0);
      const frame = frames[Math.round(time / FRAME_MILLISECONDS)];
      if (frame) visemes.set(frame);
      else visemes.fill(0);
    },
  };
}
