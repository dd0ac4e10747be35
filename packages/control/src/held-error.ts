import { TroupeError, type RefusalReason } from '@troupe/protocol';

/** The policy holds a change until somebody decides (`under_review`): nothing was changed yet. It is done when it is approved, to the version that was seen. */
export class HeldError extends TroupeError {
  /** Id of the review; `reviews.read` says what came of it. */
  readonly review: string;

  constructor(review: string, message: string, reasons: readonly RefusalReason[] | undefined) {
    super('under_review', message, { retryable: false, reasons });
    this.name = 'HeldError';
    this.review = review;
  }
}
