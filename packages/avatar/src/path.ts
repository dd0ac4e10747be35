/** A parsed path: one letter per step, and its points in order as x, y, x, y. */
export interface Path {
  readonly steps: string;
  readonly points: Float64Array;
}

const POINTS: Readonly<Record<string, number>> = { M: 1, L: 1, Q: 2, C: 3, Z: 0 };

/** Reads a path of `M L Q C Z` with absolute coordinates. Throws a `SyntaxError` that says what is wrong. */
export function parsePath(text: string): Path {
  const tokens = text.match(/[A-Za-z]|[^A-Za-z\s,]+/g) ?? [];
  const points: number[] = [];
  let steps = '';
  let position = 0;
  while (position < tokens.length) {
    const step = tokens[position++] as string;
    const count = POINTS[step];
    if (count === undefined) throw new SyntaxError(`'${step}' is not one of M, L, Q, C, Z`);
    if (steps === '' && step !== 'M') throw new SyntaxError('a path starts with M');
    for (let value = 0; value < count * 2; value++) {
      const token = tokens[position++];
      const number = Number(token);
      if (token === undefined || !Number.isFinite(number)) {
        throw new SyntaxError(`${step} takes ${count * 2} numbers, found ${token === undefined ? 'the end' : `'${token}'`}`);
      }
      points.push(number);
    }
    steps += step;
  }
  if (steps === '') throw new SyntaxError('the path is empty');
  return { steps, points: Float64Array.from(points) };
}
