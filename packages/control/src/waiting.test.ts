import { expect, it } from 'vitest';
import { waitAfter } from './waiting.js';

it('waits below a bound that doubles up to 5 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => waitAfter(attempt, undefined, () => 1))).toEqual([0.25, 0.5, 1, 2, 4, 5, 5]);
  expect(waitAfter(3, undefined, () => 0)).toBe(0);
});

it('waits at least as long as it is asked to', () => {
  expect(waitAfter(1, 7, () => 0)).toBe(7);
  expect(waitAfter(1, 7, () => 1)).toBe(7.25);
});
