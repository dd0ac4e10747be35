const paths = {
  microphone: 'M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15Zm6-3.5a6 6 0 0 1-12 0M12 17.5V21m-3 0h6',
  send: 'M12 19V5m0 0-6 6m6-6 6 6',
  stop: 'M7.5 7.5h9v9h-9z',
  sound: 'M4 10v4h3.5L12 18V6l-4.500 4H4Zm11.500-1.500a5 5 0 0 1 0 7M18 6a8.500 8.500 0 0 1 0 12',
  close: 'M6.500 6.500l11 11m0-11l-11 11',
} as const;

/** Names of the icons. */
export type IconName = keyof typeof paths;

/** Draws an icon that follows the text's colour; screen readers skip it. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
