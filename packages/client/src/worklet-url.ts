/** Address of `troupe-worklets.js` beside this module, also after bundling, where the bundler or the build copies it there. */
export function workletUrlBesideThis(): URL {
  return new URL('./troupe-worklets.js', import.meta.url);
}
