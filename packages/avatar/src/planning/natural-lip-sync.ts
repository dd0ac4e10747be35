import { VISEME_NAMES } from '../names.js';
import { isContact, isSilence, type HeldShape } from './held-shape.js';
import type { LipSyncSettings } from './lip-sync-settings.js';
import { visemeDistinctness, visemeLikeness } from './viseme-likeness.js';

/** Of its time a shape gives to a critical neighbour, on either side. */
const MOST_GIVEN = 0.5;

/** Leaves out of the shapes of speech what a viewer need not see. Lips that touch are never left out. */
export function applySettings(held: HeldShape[], settings: LipSyncSettings): void {
  merge(held, settings);
  thin(held, settings);
  hold(held, settings);
}

function isCritical(shape: HeldShape, { criticalVisemes }: LipSyncSettings): boolean {
  return criticalVisemes.includes(VISEME_NAMES[shape.viseme] as (typeof VISEME_NAMES)[number]);
}

function keeps(shape: HeldShape, settings: LipSyncSettings): boolean {
  return isContact(shape) || (settings.preserveCriticalVisemes && isCritical(shape, settings));
}

function merge(held: HeldShape[], settings: LipSyncSettings): void {
  for (let index = 0; index + 1 < held.length; ) {
    const [first, second] = [held[index] as HeldShape, held[index + 1] as HeldShape];
    const kept = first.end === second.start ? keptOf(first, second, settings) : undefined;
    if (kept) {
      held.splice(index, 2, { ...kept, start: first.start, end: second.end });
      index = Math.max(0, index - 1);
    } else {
      index++;
    }
  }
}

/** What two shapes become that are shown as one; undefined when they stay two. */
function keptOf(first: HeldShape, second: HeldShape, settings: LipSyncSettings): HeldShape | undefined {
  if (first.viseme === second.viseme && !isContact(first)) return first.weight >= second.weight ? first : second;
  const [keepFirst, keepSecond] = [keeps(first, settings), keeps(second, settings)];
  if (first.viseme === second.viseme || isSilence(first) || isSilence(second) || (keepFirst && keepSecond)) return undefined;
  if (second.end - first.start > settings.mergeWindow || visemeLikeness(first.viseme, second.viseme) < settings.similarityThreshold) return undefined;
  return keepFirst || (!keepSecond && worth(first, second, settings) >= worth(second, first, settings)) ? first : second;
}

function worth(shape: HeldShape, other: HeldShape, { keyVisemePreference }: LipSyncSettings): number {
  return keyVisemePreference * visemeDistinctness(shape.viseme) + ((1 - keyVisemePreference) * durationOf(shape)) / (durationOf(shape) + durationOf(other));
}

function thin(held: HeldShape[], settings: LipSyncSettings): void {
  for (let index = 0; index < held.length; index++) {
    const shape = held[index] as HeldShape;
    if (durationOf(shape) >= settings.minVisemeInterval || isSilence(shape) || keeps(shape, settings) || held.length === 1) continue;
    held.splice(index, 1);
    const [before, after] = [held[index - 1], held[index]];
    if (before && takes(before) && before.end === shape.start) {
      held[index - 1] = { ...before, end: shape.end };
    } else if (after && takes(after) && after.start === shape.end) {
      held[index] = { ...after, start: shape.start };
    }
    index = Math.max(-1, index - 2);
  }
}

function takes(shape: HeldShape): boolean {
  return !isContact(shape) && !isSilence(shape);
}

function hold(held: HeldShape[], settings: LipSyncSettings): void {
  for (let index = 0; index < held.length; index++) {
    let shape = held[index] as HeldShape;
    let lacking = settings.criticalVisemeMinDuration - durationOf(shape);
    if (lacking <= 0 || !isCritical(shape, settings)) continue;
    const [before, after] = [held[index - 1], held[index + 1]];
    if (after && after.start === shape.end) {
      const given = Math.min(lacking, gives(after, settings));
      held[index + 1] = { ...after, start: after.start + given };
      shape = { ...shape, end: shape.end + given };
      lacking -= given;
    }
    if (before && before.end === shape.start) {
      const given = Math.min(lacking, gives(before, settings));
      held[index - 1] = { ...before, end: before.end - given };
      shape = { ...shape, start: shape.start - given };
    }
    held[index] = shape;
  }
}

function gives(shape: HeldShape, settings: LipSyncSettings): number {
  return isContact(shape) || isSilence(shape) || isCritical(shape, settings) ? 0 : durationOf(shape) * MOST_GIVEN;
}

function durationOf(shape: HeldShape): number {
  return shape.end - shape.start;
}
