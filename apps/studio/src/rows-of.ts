import { BLEND_SHAPE_NAMES, VISEME_NAMES } from '@troupe/avatar';
import { filmRow } from './film-row.js';
import { MotionTable } from './motion-table.js';
import { rulerRow, shapeRow, spanRow, visemeRow, waveRow, type Labelled, type Row } from './rows.js';
import { spansOf, type Take } from './take.js';
import type { Motion } from './ways.js';

/** Blend shapes that get a row. */
const SHAPES = 7;
const PP = VISEME_NAMES.indexOf('PP');

/**
 * The rows of a take.
 *
 * @param first The first face: its motion and the table of it, or why there is none.
 * @param second The table of the second face, or why there is none; undefined where there is one face.
 */
export function rowsOf(take: Take, first: { readonly motion: Motion | undefined; readonly table: MotionTable | string }, second: MotionTable | string | undefined): readonly Row[] {
  const { performance, sound } = take;
  const words = spansOf(performance, ({ captions }) => captions?.flatMap((caption) => caption.words)).map((word) => ({ ...word, label: word.text }));
  const cues = spansOf(performance, (utterance) => utterance.cues).map((cue) => ({ ...cue, label: cue.name }));
  const [mine, theirs] = [tableOf(first.table), tableOf(second)];
  const shapes = (mine ?? theirs)?.liveliest(SHAPES) ?? [BLEND_SHAPE_NAMES.indexOf('jawOpen')];
  return [
    rulerRow(),
    waveRow(sound),
    spanRow('Words', words, 'No words are known.'),
    spanRow('Phones', phonesOf(take), 'No phones are known.'),
    ...(cues.length > 0 ? [spanRow('Face', cues, '')] : []),
    filmRow('Mouth A', first.motion),
    visemeRow('Visemes A', first.table),
    ...(second === undefined ? [] : [visemeRow('Visemes B', second)]),
    ...shapes.map((shape) => shapeRow(shape, mine, theirs)),
  ];
}

/** Phones in the colour of the viseme that is strongest in their time. */
function phonesOf({ performance }: Take): readonly Labelled[] {
  const visemes = spansOf(performance, (utterance) => utterance.visemes);
  return spansOf(performance, (utterance) => utterance.phonemes).map(({ ipa, start, duration }) => {
    const middle = start + duration / 2;
    const near = visemes.filter((span) => span.start <= middle && middle < span.start + span.duration);
    const shown = near.find(({ viseme }) => viseme === PP) ?? near.sort((one, other) => other.weight - one.weight)[0];
    return { start, duration, label: ipa, viseme: shown?.viseme ?? 0 };
  });
}

function tableOf(table: MotionTable | string | undefined): MotionTable | undefined {
  return table instanceof MotionTable ? table : undefined;
}
