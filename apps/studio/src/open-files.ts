import { readPerformance } from '@troupe/avatar';
import { readSound, type Take } from './take.js';

/**
 * Makes a take of files that somebody opened: a sound, a performance file, or one of each.
 *
 * @param current What is shown: a file of one kind alone joins the other kind of a take that was opened from files and lacks it.
 * @throws An `Error` with a sentence for a person.
 */
export async function takeOf(files: readonly File[], current: Take | undefined): Promise<Take> {
  const performances = files.filter(({ name }) => name.endsWith('.json'));
  const sounds = files.filter(({ name }) => !name.endsWith('.json'));
  if (performances.length > 1 || sounds.length > 1) {
    throw new Error('Open one sound and one performance file at most.');
  }

  const [sound, performance] = await Promise.all([
    sounds[0] && named(sounds[0], async (file) => readSound(await file.arrayBuffer())),
    performances[0] && named(performances[0], async (file) => readPerformance(await file.text())),
  ]);
  const joins = current !== undefined && current.shows === '' && (sound === undefined || performance === undefined);
  return {
    title: joins && current.title !== '' ? current.title : files[0]!.name.replace(/\.(performance\.json|[^.]+)$/, ''),
    shows: '',
    sound: sound ?? (joins && performance && !current.performance ? current.sound : undefined),
    performance: performance ?? (joins && sound && !current.sound ? current.performance : undefined),
  };
}

async function named<Content>(file: File, read: (file: File) => Promise<Content>): Promise<Content> {
  try {
    return await read(file);
  } catch (problem) {
    throw new Error(`${file.name}: ${(problem as Error).message}`, { cause: problem });
  }
}

/** Lets files be dropped anywhere on the page, and chosen by an input. */
export function bindFiles(input: HTMLInputElement, taken: (files: readonly File[]) => void): void {
  input.addEventListener('change', () => {
    taken([...(input.files ?? [])]);
    input.value = '';
  });
  const holds = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (holds(event)) {
      event.preventDefault();
      document.body.classList.add('dropping');
    }
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    if (holds(event)) {
      event.preventDefault();
      taken([...event.dataTransfer!.files]);
    }
  });
}
