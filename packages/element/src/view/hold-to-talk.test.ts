import { beforeEach, describe, expect, it } from 'vitest';
import { HoldToTalk } from './hold-to-talk.js';

describe('HoldToTalk', () => {
  let did: string[];
  let hold: HoldToTalk;

  beforeEach(() => {
    did = [];
    hold = new HoldToTalk({ begin: () => did.push('begin'), end: () => did.push('end'), kept: () => did.push('kept') });
  });

  it('is on while it is held', () => {
    hold.press(0);
    expect(did).toEqual(['begin']);
    expect(hold).toMatchObject({ on: true, kept: false });
    hold.release(1000);
    expect(did).toEqual(['begin', 'end']);
    expect(hold.on).toBe(false);
  });

  it('stays on after a tap until the next press, whose release does nothing', () => {
    hold.press(0);
    hold.release(120);
    expect(did).toEqual(['begin', 'kept']);
    expect(hold.kept).toBe(true);
    hold.press(5000);
    expect(did).toEqual(['begin', 'kept', 'end']);
    hold.release(6000);
    expect(did).toEqual(['begin', 'kept', 'end']);
  });

  it('goes on and off by clicks that come without a press', () => {
    hold.toggle();
    expect(hold.kept).toBe(true);
    hold.toggle();
    expect(did).toEqual(['begin', 'kept', 'end']);
  });

  it('takes a key and a finger at once for one press', () => {
    hold.press(0);
    hold.press(10);
    hold.release(900);
    hold.release(950);
    expect(did).toEqual(['begin', 'end']);
  });

  it('ends when the page loses the focus, unless it is kept on', () => {
    hold.press(0);
    hold.cancel();
    hold.release(900);
    expect(did).toEqual(['begin', 'end']);
    hold.toggle();
    hold.cancel();
    expect(hold.kept).toBe(true);
  });

  it('does not end twice what something else has closed', () => {
    hold.press(0);
    hold.reset();
    hold.release(900);
    expect(did).toEqual(['begin']);
    expect(hold.on).toBe(false);
  });
});
