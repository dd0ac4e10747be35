import { expect, it } from 'vitest';
import { attitudeOf } from './attitude-of.js';

it.each([
  ['idle', true, 'none'],
  ['listening', true, 'listening'],
  ['listening', false, 'none'],
  ['endpointing', false, 'listening'],
  ['interrupted', false, 'listening'],
  ['thinking', true, 'thinking'],
  ['speaking', true, 'none'],
  ['reconnecting', true, 'none'],
  ['ended', true, 'none'],
] as const)('in the state %s, attentive %s, the face is about: %s', (state, attentive, attitude) => {
  expect(attitudeOf(state, attentive)).toBe(attitude);
});
