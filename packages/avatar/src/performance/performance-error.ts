/** A performance cannot be used. */
export class PerformanceError extends Error {
  /** Where, as a path in the file such as `utterances[0].visemes[3].weight`; empty for all of it. */
  readonly place: string;

  constructor(place: string, reason: string) {
    super(place === '' ? reason : `${place}: ${reason}`);
    this.name = 'PerformanceError';
    this.place = place;
  }
}
