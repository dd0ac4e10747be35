import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Where pictures, consoles and logs of failed tests go. */
export const reports = `${root}/out/browser`;
