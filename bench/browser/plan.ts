import { readFile, writeFile } from 'node:fs/promises';
import type { Visit } from '../../test/browser/support/visit.js';

/** One conversation of a plan. */
export interface Planned {
  /** Its name; the recording becomes `NAME.json`. */
  readonly name: string;
  /** The WAV file that the microphone hears. */
  readonly recording: string;
  /** What is written as soon as the microphone is open; undefined for nothing. */
  readonly write?: string;
  /** Milliseconds of an answer that are to be heard. */
  readonly heard: number;
  /** Milliseconds to wait for it, or, with something written, how long to listen. */
  readonly patience: number;
}

/** The folder with the plan. */
export const folder = process.env['TROUPE_BENCH'] ?? '';

/** Reads the plan. */
export async function readPlan(): Promise<readonly Planned[]> {
  return JSON.parse(await readFile(`${folder}/plan.json`, 'utf8')) as readonly Planned[];
}

/** Leaves what was seen and heard. */
export async function leave(visit: Visit, name: string): Promise<void> {
  const record = await visit.page.evaluate(() => ({
    microphone: window.troupeRecorder.microphone(),
    loudspeaker: window.troupeRecorder.loudspeaker(),
    messages: window.troupeWitness.testimony.messages.map(({ at, message }) => ({ arrived: at, message })),
    frames: window.troupeWitness.testimony.frames.map(({ at, mouth }) => ({ at, mouth })),
  }));
  await writeFile(`${folder}/${name}.json`, JSON.stringify(record));
}
