import { text } from 'node:stream/consumers';
import { becomeBrowser } from './browser.mjs';
import { Page, refreshRate } from './page.mjs';
import { atDeviceRate } from './resample.mjs';

// node perform.mjs PEER: reads {"clips": [...]} and writes {"clips": [{"weights", "microseconds"}]}; weights are those of the 15 visemes as
// float32 in base64, one row in the middle of each 10 ms; microseconds are the peer's own, without what the browser does for it.
const frameRate = 100;
const [peer] = process.argv.slice(2);
const { clips } = JSON.parse(await text(process.stdin));
becomeBrowser();
const { start } = await import(`./${peer}.mjs`);
const decoded = clips.map(({ samples, ...known }) => {
  const bytes = Buffer.from(samples, 'base64');
  return { ...known, sound: atDeviceRate(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))) };
});
const perform = await start(decoded);
const answers = [];
for (const clip of decoded) {
  const page = new Page(clip.sound);
  const started = process.hrtime.bigint();
  const shown = await perform(page, clip);
  const spent = process.hrtime.bigint() - started - page.spentByBrowser;
  const rows = Array.from({ length: clip.frames }, (_, frame) => shown[Math.min(Math.floor(((frame + 0.5) / frameRate) * refreshRate), shown.length - 1)]);
  answers.push({ weights: Buffer.concat(rows.map((row) => Buffer.from(row.buffer))).toString('base64'), microseconds: Number(spent) / 1000 });
}

process.stdout.write(JSON.stringify({ clips: answers }));
