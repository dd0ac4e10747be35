import { defineTroupePresenter, type TroupePresenterEventMap } from '@troupe/element';
import { LatencyStrip } from './latency-strip.js';

const strip = new LatencyStrip(document.querySelector<HTMLElement>('#latency')!);
listen('troupe-started', (started) => strip.showEngines(started.engines));
listen('troupe-turn', (ended) => strip.add(ended));
defineTroupePresenter();

function listen<Name extends keyof TroupePresenterEventMap>(name: Name, listener: (detail: TroupePresenterEventMap[Name]['detail']) => void): void {
  document.addEventListener(name, (event) => listener((event as TroupePresenterEventMap[Name]).detail));
}
