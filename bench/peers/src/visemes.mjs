/** The 15 visemes in the order of the benchmark's frames. */
export const visemes = ['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'ih', 'oh', 'ou'];

const spelledByOthers = { I: 'ih', O: 'oh', U: 'ou' };

/** Index of a viseme as the peers name it: `viseme_PP`, `viseme_I`. */
export function indexOf(name) {
  const plain = name.replace(/^viseme_/, '');
  return visemes.indexOf(spelledByOthers[plain] ?? plain);
}
