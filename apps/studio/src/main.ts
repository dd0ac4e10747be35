import { Studio } from './studio.js';

await new Studio().open();
