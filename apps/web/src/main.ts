import { defineTroupePresenter, type TroupePresenterEventMap } from '@troupe/element';
import { LatencyStrip } from './latency-strip.js';

const strip = new LatencyStrip(document.querySelector<HTMLElement>('#latency')!);
listen('troupe-started', (started) => strip.showEngines(started.engines));
listen('troupe-turn', (ended) => strip.add(ended));

// The address of the page says who is to be shown: /?presenter=front-desk&scene=lobby.
const asked = new URLSearchParams(location.search);
const element = document.querySelector('troupe-presenter')!;
['presenter', 'revision', 'scene', 'preview'].forEach((name) => {
  const value = asked.get(name);
  if (value !== null) element.setAttribute(name, value);
});
defineTroupePresenter();

function listen<Name extends keyof TroupePresenterEventMap>(name: Name, listener: (detail: TroupePresenterEventMap[Name]['detail']) => void): void {
  document.addEventListener(name, (event) => listener((event as TroupePresenterEventMap[Name]).detail));
}
