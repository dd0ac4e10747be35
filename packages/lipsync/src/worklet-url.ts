/** Address of `troupe-lips.js` beside this module, also after bundling, where the bundler or the build copies it there. */
export function lipsWorkletUrlBesideThis(): URL {
  return new URL('./troupe-lips.js', import.meta.url);
}
