import { readPerformance } from '@troupe/avatar';
import { readSound, type Take } from './take.js';

/** A scene of the server. */
export interface SceneCard {
  readonly id: string;
  readonly title: string;
  readonly shows: string;
  readonly text: string;
}

const SCENES = '/v1/preview/scenes';

/** The scenes of this page's server. Throws an `Error` with a sentence for a person. */
export async function listScenes(): Promise<readonly SceneCard[]> {
  return (await (await ask(SCENES)).json()) as readonly SceneCard[];
}

/** A scene with its sound and its performance. Throws an `Error` with a sentence for a person. */
export async function loadScene({ id, title, shows, text }: SceneCard): Promise<Take> {
  const [sound, performance] = await Promise.all([ask(`${SCENES}/${id}/sound`), ask(`${SCENES}/${id}/performance`)]);
  return {
    title,
    shows: `${shows} “${text}”`,
    sound: await readSound(await sound.arrayBuffer()),
    performance: readPerformance(await performance.text()),
  };
}

async function ask(address: string): Promise<Response> {
  const answer = await fetch(address);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { readonly detail?: string };
    throw new Error(problem.detail ?? `The server answered ${answer.status}.`);
  }

  return answer;
}
