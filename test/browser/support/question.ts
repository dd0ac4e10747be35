import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { reports } from './checkout.js';

const run = promisify(execFile);

/** Seconds of silence after the question. */
const TAIL = 2;

/** Asked by flite's `rms`, the recogniser understands every word of it, wherever in the sound its frames begin. */
export const UNDERSTOOD = 'what time do you close';

/** Bytes of the header that `flite` writes. */
const HEADER = 44;

/**
 * Has flite ask a question and makes it a recording for the browser's microphone.
 *
 * @param text The question.
 * @param lead Seconds of silence before it: the browser plays the recording as soon as the microphone opens.
 * @returns The file.
 */
export async function recordQuestion(text: string, lead: number): Promise<string> {
  const file = `${reports}/${text.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-after-${lead}-s.wav`;
  await mkdir(reports, { recursive: true });
  await run('flite', ['-voice', 'rms', '-t', text, '-o', file], { timeout: 30_000 });
  const wave = await readFile(file);
  if (wave.toString('latin1', 0, 4) !== 'RIFF' || wave.toString('latin1', 36, 40) !== 'data') {
    throw new Error(`flite wrote something else than a plain WAV file: ${file}`);
  }

  const second = wave.readUInt32LE(28);
  const samples = Buffer.concat([Buffer.alloc(lead * second), wave.subarray(HEADER), Buffer.alloc(TAIL * second)]);
  wave.writeUInt32LE(samples.length, 40);
  wave.writeUInt32LE(samples.length + HEADER - 8, 4);
  await writeFile(file, Buffer.concat([wave.subarray(0, HEADER), samples]));
  return file;
}
