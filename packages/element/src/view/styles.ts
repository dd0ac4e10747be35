/** The element's looks; every colour can be set from outside by a custom property. */
export const styles = `
:host {
  display: block; min-block-size: 30rem; container-type: inline-size; color-scheme: light dark;
  --_surface: var(--troupe-surface, #fffdfa); --_ink: var(--troupe-ink, #221d2b); --_muted: var(--troupe-muted, #5f586b);
  --_line: var(--troupe-line, #e4ddd3); --_accent: var(--troupe-accent, #0a6a5c); --_accent-ink: var(--troupe-accent-ink, #ffffff);
  --_soft: var(--troupe-soft, #e3f0ec); --_danger: var(--troupe-danger, #a8231b); --_danger-soft: var(--troupe-danger-soft, #fcebe8);
  --_stage-top: var(--troupe-stage-top, #d8ebe6); --_stage-bottom: var(--troupe-stage-bottom, #f4e7d6);
  --_radius: var(--troupe-radius, 1.25rem); --_font: var(--troupe-font, system-ui, sans-serif);
}
@media (prefers-color-scheme: dark) {
  :host {
    --_surface: var(--troupe-surface, #1b1922); --_ink: var(--troupe-ink, #f3f0f7); --_muted: var(--troupe-muted, #b7b0c4);
    --_line: var(--troupe-line, #37333f); --_accent: var(--troupe-accent, #62d3be); --_accent-ink: var(--troupe-accent-ink, #06231e);
    --_soft: var(--troupe-soft, #1d3835); --_danger: var(--troupe-danger, #ffb4a9); --_danger-soft: var(--troupe-danger-soft, #44211d);
    --_stage-top: var(--troupe-stage-top, #28424a); --_stage-bottom: var(--troupe-stage-bottom, #2b2533);
  }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }
[part=root] {
  block-size: 100%; min-block-size: inherit; display: flex; overflow: hidden; font: 400 1rem/1.5 var(--_font);
  color: var(--_ink); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius);
}
[part=stage] {
  position: relative; flex: 1.15 1 0; min-inline-size: 0; overflow: hidden;
  background: radial-gradient(120% 90% at 50% 8%, var(--_stage-top), var(--_stage-bottom));
}
canvas { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; display: block; }
[data-face=hidden] canvas { visibility: hidden; }
[part=logo] { position: absolute; inset-block-start: 3.6rem; inset-inline-start: 0.9rem; max-inline-size: 22%; max-block-size: 3.5rem; object-fit: contain; }
[part=top] { position: absolute; inset: 0.75rem 0.75rem auto; display: flex; justify-content: space-between; align-items: start; gap: 0.5rem; }
[part=badge], [part=status] {
  display: inline-flex; align-items: center; gap: 0.45rem; padding: 0.3rem 0.75rem; border-radius: 99rem; font-size: 0.875rem; font-weight: 600;
  color: var(--_ink); background: color-mix(in srgb, var(--_surface) 90%, transparent);
}
[part=badge]::before { content: ""; inline-size: 0.55rem; block-size: 0.55rem; border-radius: 50%; background: var(--_accent); }
[part=bottom] {
  position: absolute; inset: auto 0.75rem 0.75rem; display: flex; flex-direction: column; align-items: center; gap: 0.6rem; pointer-events: none;
}
[part=bottom] button { pointer-events: auto; }
[part=status]::before { content: ""; inline-size: 0.55rem; block-size: 0.55rem; border-radius: 50%; background: var(--_muted); }
[data-state=listening] [part=status]::before, [data-state=endpointing] [part=status]::before { background: var(--_accent); }
[data-state=thinking] [part=status]::before, [data-state=connecting] [part=status]::before, [data-state=reconnecting] [part=status]::before {
  background: none; border: 2px solid var(--_accent); border-block-start-color: transparent; animation: turn 0.9s linear infinite;
}
[data-state=speaking] [part=status]::before { background: var(--_accent); animation: beat 1s ease-in-out infinite alternate; }
[data-state=reconnecting] [part=status], [data-state=ended] [part=status] { color: var(--_danger); }
[part=captions] {
  max-inline-size: min(34rem, 100%); padding: 0.5rem 0.9rem; border-radius: 0.8rem; text-align: center; text-wrap: balance; font-size: 1.125rem; font-weight: 500;
  color: var(--_caption-ink, #c9c4d1); background: var(--_caption-field, rgb(18 15 23 / 0.88));
}
[part=captions].paused { background: var(--_caption-field, rgb(18 15 23 / 0.76)); }
[part=captions].paused .heard { color: inherit; }
[part=captions] .heard { color: var(--_caption-ink, #ffffff); }
[part=captions] .now { color: #10201d; background: #8ee6d5; border-radius: 0.3rem; box-shadow: 0 0 0 0.15rem #8ee6d5; }
[part=welcome] {
  position: absolute; inset-inline: 0.75rem; inset-block-end: 0.75rem; margin-inline: auto; max-inline-size: 25rem; padding: 0.75rem 1rem 0.9rem;
  display: flex; flex-direction: column; align-items: center; gap: 0.35rem; text-align: center; text-wrap: balance; border-radius: 1rem;
  background: color-mix(in srgb, var(--_surface) 94%, transparent); box-shadow: 0 0.5rem 2rem rgb(20 10 30 / 0.16);
}
h2 { font-size: 1.2rem; line-height: 1.25; }
[part=root]:is([data-state=idle], [data-state=ended]) [part=status] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
[part=welcome-text]:empty { display: none; }
[part=welcome-text] { color: var(--_muted); font-size: 0.9rem; line-height: 1.4; margin-block-end: 0.3rem; }
[part=panel] { flex: 1 1 0; min-inline-size: 0; min-block-size: 0; display: flex; flex-direction: column; gap: 0.75rem; padding: 0.9rem; border-inline-start: 1px solid var(--_line); }
[part=transcript] { flex: 1 1 0; min-block-size: 4rem; overflow-y: auto; padding: 0.25rem; list-style: none; display: flex; flex-direction: column; gap: 0.7rem; border-radius: 0.6rem; }
[part=transcript]:empty::before { content: "What you and the presenter say appears here."; margin: auto; color: var(--_muted); text-align: center; }
.person, .presenter { display: flex; flex-direction: column; max-inline-size: 88%; align-items: flex-start; }
[part~=line] span { font-size: 0.8rem; color: var(--_muted); padding-inline: 0.2rem; }
[part~=line] p { padding: 0.5rem 0.85rem; border-radius: 0.3rem 1rem 1rem; background: var(--_soft); overflow-wrap: anywhere; white-space: pre-wrap; }
.person { align-self: flex-end; align-items: flex-end; }
[part~=line].person p { color: var(--_accent-ink); background: var(--_accent); border-radius: 1rem 0.3rem 1rem 1rem; }
[part~=line].person.open p { color: var(--_ink); background: none; box-shadow: inset 0 0 0 1px var(--_accent); }
[part~=line] small { font-size: 0.8rem; color: var(--_muted); padding: 0.15rem 0.2rem 0; font-style: italic; }
[part=notes] { list-style: none; padding: 0; display: grid; gap: 0.4rem; }
[part=notes] li, [part=alert] { padding: 0.55rem 0.8rem; border-radius: 0.7rem; font-size: 0.9rem; }
[part=notes] li { background: var(--_soft); }
[part=alert] { display: flex; align-items: center; gap: 0.5rem; color: var(--_danger); background: var(--_danger-soft); }
[part=warning] { display: flex; align-items: center; gap: 0.5rem; padding: 0.55rem 0.8rem; border-radius: 0.7rem; font-size: 0.9rem; background: var(--_soft); border-inline-start: 4px solid var(--_accent); }
[part=warning-text] { flex: 1; font-variant-numeric: tabular-nums; }
[part=announcement] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
[part=alert-text] { flex: 1; overflow-wrap: anywhere; }
[part=composer] { display: flex; align-items: flex-end; gap: 0.5rem; }
[part=input] {
  flex: 1 1 0; min-inline-size: 0; min-block-size: 2.9rem; max-block-size: 9rem; field-sizing: content; resize: none; padding: 0.6rem 0.9rem; border-radius: 1.45rem;
  font: inherit; color: inherit; background: transparent; border: 1px solid var(--_muted);
}
[part=input]::placeholder { color: var(--_muted); opacity: 1; white-space: nowrap; }
[part=stop]:not([hidden]) + [part=send]:disabled { display: none; }
button {
  font: inherit; font-weight: 600; cursor: pointer; color: var(--_ink); background: var(--_surface); border: 1px solid var(--_line); border-radius: 99rem; flex: none;
  min-inline-size: 2.9rem; min-block-size: 2.9rem; padding: 0; display: inline-flex; align-items: center; justify-content: center; gap: 0.4rem;
}
button:has(span) { padding-inline: 1rem; }
button:hover:not(:disabled) { border-color: var(--_accent); }
button:disabled { cursor: not-allowed; color: var(--_muted); opacity: 0.65; }
svg { inline-size: 1.3rem; block-size: 1.3rem; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
[part=start], [part=send]:not(:disabled), [part=sound], [part=microphone][aria-pressed=true] { color: var(--_accent-ink); background: var(--_accent); border-color: var(--_accent); }
[part=stop] { color: var(--_danger); border-color: currentColor; }
[part=stop] svg { fill: currentColor; }
[part=end], [part=retry], [part=stay], [part=dismiss] { min-block-size: 2.2rem; min-inline-size: 2.2rem; font-size: 0.875rem; padding-inline: 0.7rem; }
[part=dismiss] { padding: 0; border-color: transparent; background: none; color: inherit; }
[part=end] svg, [part=dismiss] svg { inline-size: 1rem; block-size: 1rem; }
[part=microphone] { position: relative; }
[data-talk=hold] [part=microphone] { touch-action: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
[part=microphone]::after {
  content: ""; position: absolute; inset: -1px; border-radius: inherit; border: 2px solid var(--_accent); opacity: var(--level, 0);
  transform: scale(calc(1 + 0.3 * var(--level, 0))); pointer-events: none;
}
[part=keys] { font-size: 0.8rem; color: var(--_muted); text-align: center; }
kbd { font: inherit; font-weight: 600; margin-inline: 0.9rem 0; padding: 0.05rem 0.4rem; border: 1px solid var(--_line); border-radius: 0.35rem; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
@container (max-width: 43rem) {
  [part=root] { flex-direction: column; }
  [part=stage] { flex: 1.1 1 19rem; }
  [part=panel] { flex: 1 1 17rem; padding: 0.75rem; border-inline-start: 0; border-block-start: 1px solid var(--_line); }
  [part=captions] { font-size: 1rem; padding: 0.35rem 0.7rem; line-height: 1.4; }
  [part=bottom] { gap: 0.4rem; inset-block-end: 0.5rem; }
  [part=welcome] { inset: auto 0.5rem 0.5rem; flex-flow: row wrap; justify-content: center; gap: 0.4rem 0.8rem; padding: 0.5rem 0.75rem; }
  [part=root][data-state=idle] [part=welcome-text] { display: none; }
  h2 { font-size: 1rem; }
  [part=keys] { display: none; }
  [part=stop] span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  [part=stop] { padding-inline: 0; }
}
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { button, [part=badge], [part=status], [part~=line] p { border: 1px solid; } [part=captions] .now { outline: 2px solid; } }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes beat { to { transform: scale(0.55); } }
`;
