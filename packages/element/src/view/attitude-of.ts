import type { Attitude } from '@troupe/avatar';
import type { SessionState } from '@troupe/client';

/** What the face is about in a state: it listens while the person has the floor and uses it, by voice or in writing. */
export function attitudeOf(state: SessionState, attentive: boolean): Attitude {
  switch (state) {
    case 'listening':
      return attentive ? 'listening' : 'none';
    case 'endpointing':
    case 'interrupted':
      return 'listening';
    case 'thinking':
      return 'thinking';
    default:
      return 'none';
  }
}
