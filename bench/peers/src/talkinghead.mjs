import { indexOf, visemes } from './visemes.mjs';
import { refreshRate } from './page.mjs';

const nothing = () => {};
const still = { position: { x: 0, y: 0, z: 0 } };

/**
 * TalkingHead's path from words with times: its `speakAudio` makes key frames, its `animate` plays them. It is given exact times of words, and asked
 * for a face without a body: what would move the body does nothing here.
 */
export async function start() {
  const { TalkingHead } = await import('@met4citizen/talkinghead');
  const { LipsyncEn } = await import('@met4citizen/talkinghead/modules/lipsync-en.mjs');
  const { Object3D } = await import('three');
  return (page, { words }) => {
    const head = Object.assign(Object.create(TalkingHead.prototype), faceOf(new LipsyncEn(), Object3D));
    head.speakAudio({ words: words.map(({ text }) => text), wtimes: words.map(({ start }) => 1000 * start), wdurations: words.map(({ duration }) => 1000 * duration) }, { isRaw: true });
    head.animQueue = head.speechQueue.flatMap(({ anim }) => anim);
    const weights = new Float32Array(visemes.length);
    return page.play(nothing, (milliseconds) => {
      head.animate(milliseconds);
      for (const [target, { applied }] of Object.entries(head.mtAvatar)) {
        if (target.startsWith('viseme_')) {
          weights[indexOf(target)] = applied;
        }
      }

      return weights;
    });
  };
}

// What its constructor and its loader would have set, as far as the face needs it; the analyser has the constructor's settings.
function faceOf(lipsync, Object3D) {
  const easing = sigmoid(5);
  const target = () => ({
    fixed: null, realtime: null, system: null, systemd: null, newvalue: null, ref: null, base: null, limit: null, onchange: null,
    baseline: 0, value: 0, applied: 0, v: 0, min: 0, max: 1, acc: 1e-5, maxv: 5e-3, easing, ms: [], is: [], needsUpdate: true,
  });
  const spoken = ['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'I', 'O', 'U'];
  return {
    opt: {}, avatar: { lipsyncLang: 'en' }, lipsync: { en: lipsync }, speechQueue: [], startSpeaking: nothing,
    isRunning: true, isAvatarOnly: true, isSpeaking: true, animClock: 0, animSlowdownRate: 1, animFrameDur: 1000 / refreshRate,
    audioAnalyzerNode: Object.assign(new AudioContext().createAnalyser(), { fftSize: 256, smoothingTimeConstant: 0.1, minDecibels: -70, maxDecibels: -10 }),
    volumeFrequencyData: new Uint8Array(16), volumeHeadTarget: 0, volumeHeadCurrent: 0,
    mtAvatar: Object.fromEntries([...spoken.map((name) => `viseme_${name}`), 'still'].map((name) => [name, target()])),
    mtRandomized: ['still'], mood: { baseline: {} }, dynamicbones: { update: nothing }, updatePoseBase: nothing, updatePoseDelta: nothing,
    armature: new Object3D(), objectHips: still, objectLeftToeBase: new Object3D(), objectRightToeBase: new Object3D(),
  };
}

// Its default easing of a morph target: a logistic curve through (0, 0) and (1, 1).
function sigmoid(sharpness) {
  const base = (time) => 1 / (1 + Math.exp(-sharpness * time)) - 0.5;
  return (time) => (0.5 / base(1)) * base(2 * Math.max(Math.min(time, 1), 0) - 1) + 0.5;
}
