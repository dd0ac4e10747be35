export class Page {
  constructor(sound: Float32Array);
  play(render: (block: Float32Array) => void, refresh: (milliseconds: number) => ArrayLike<number>): Float32Array[];
}
