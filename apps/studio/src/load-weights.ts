import { LipNetWeights } from '@troupe/lipsync';

/** Loads the weights of the network that hears visemes; undefined where this server has none. */
export async function loadWeights(): Promise<LipNetWeights | undefined> {
  const answer = await fetch('../lips.tlip');
  return answer.ok ? new LipNetWeights(await answer.arrayBuffer()) : undefined;
}
