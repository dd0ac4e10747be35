import { TroupePresenter } from './presenter-element.js';

export type { PresenterMetrics, TroupePresenterEventMap } from './presenter-events.js';
export { TroupePresenter } from './presenter-element.js';

/** Makes `<troupe-presenter>` known to the page; a second call changes nothing. */
export function defineTroupePresenter(name = 'troupe-presenter'): void {
  if (customElements.get(name) === undefined) {
    customElements.define(name, TroupePresenter);
  }
}
