import { Page, sampleRate } from './page.mjs';

const coefficients = 12;
const samplesPerEntry = 16;

// uLipSync's own defaults: 16 kHz, 64 ms, 30 mel bands, Euclidean distance, 16 samples of each sound.
const settings = { targetSampleRate: 16_000, sampleCount: 1024, melFilterBankChannels: 30, compareMethod: 1, mfccNum: coefficients, mfccDataCount: samplesPerEntry, useStandardization: false };

// Version 1.3.1 computes as many coefficients as the profile has entries, so that only one of twelve is compared as meant: two for each vowel.
const entries = [
  ['A', 'ɑ'], ['A', 'æ'], ['I', 'i'], ['I', 'ɪ'], ['U', 'u'], ['U', 'ʊ'], ['E', 'ɛ'], ['E', 'eɪ'], ['O', 'ɔ'], ['O', 'oʊ'], ['N', 'm'], ['-', ''],
];

/** A profile that knows nothing: enough to compute coefficients. */
export const untrained = profileOf(entries.map(() => []));

/**
 * A profile of one voice, as uLipSync's instructions make it from sounds held for a while: here from the middles of the longest of each sound.
 *
 * @param {object} node Of the untrained profile.
 * @param {{sound: Float32Array, phones: {ipa: string, start: number, duration: number}[]}[]} clips Of the voice; times in seconds.
 */
export function calibrate(node, clips) {
  return profileOf(entries.map(([, ipa]) => {
    const found = clips.flatMap((clip) => clip.phones.filter((phone) => phone.ipa.replace(/[ːˈˌ]/g, '') === ipa).map((phone) => ({ clip, phone })));
    const longest = found.sort((one, other) => other.phone.duration - one.phone.duration).slice(0, samplesPerEntry);
    return longest.map(({ clip, phone }) => coefficientsAt(node, clip.sound, phone.start + phone.duration / 2));
  }));
}

// A voice that says a sound less often gives the same samples again; one that never says it gives a vector that nothing is near.
function profileOf(samples) {
  return {
    ...settings,
    mfccs: entries.map(([name], entry) => ({
      name,
      mfccCalibrationDataList: Array.from({ length: samplesPerEntry }, (_, index) => ({
        array: samples[entry].length > 0 ? samples[entry][index % samples[entry].length] : new Array(coefficients).fill(1e6),
      })),
    })),
  };
}

// The window ends with the block that was heard last: half of it is before the middle of the sound.
function coefficientsAt(node, sound, middle) {
  const { exports, inputBuffer } = node.processor;
  const end = Math.round((middle + settings.sampleCount / settings.targetSampleRate / 2) * sampleRate);
  const page = new Page(sound.subarray(Math.max(0, end - inputBuffer.length), end));
  let heard = null;
  page.play(
    (block) => {
      node.render(block);
      heard = Array.from(new Float32Array(inputBuffer.buffer, exports.mfccOut.value, coefficients));
    },
    () => [],
  );
  return heard;
}
