// A weather presenter with looks of its own: node samples/weather-presenter/run.mjs [server] [key] [logo]
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Api } from './api.mjs';
import { lookFor, scriptFor } from './script.mjs';

// What goes wrong is told in words; a stack helps nobody who runs a sample.
process.on('uncaughtException', (error) => {
  console.error(error.message);
  process.exit(1);
});

const near = (name) => new URL(name, import.meta.url);
const [server = process.env.TROUPE_SERVER || 'http://127.0.0.1:5280', key = process.env.TROUPE_KEY, logo = near('logo.svg')] = process.argv.slice(2);
const api = new Api(server, key || undefined);
const forecast = JSON.parse(await readFile(near('forecast.json'), 'utf8'));
const id = `weather-${Date.now().toString(36)}`;
const path = `/v1/presenters/${id}`;

// A profile that begins as a preset.
let { answer: presenter, tag } = await api.create('/v1/presenters', { name: `Weather for ${forecast.city}`, id, preset: 'weather' }, `create-${id}`);
console.log(`created ${presenter.id} of the preset ${presenter.draft.preset}`);

// A picture of the brand: kept under its hash, cleaned of whatever is not a drawing.
const type = { '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp' }[extname(String(logo)).toLowerCase()] ?? 'application/octet-stream';
const { answer: asset } = await api.send('POST', '/v1/assets?visibility=public', await readFile(logo), { 'content-type': type, 'idempotency-key': `logo-${id}` });
({ tag } = await api.change('PUT', `${path}/brand`, { assets: [{ role: 'logo', asset: asset.id }] }, tag));
console.log(`attached the logo ${asset.id.slice(0, 12)} (${asset.bytes} bytes)`);

// What it says is made of data, and so is what it wears.
const script = scriptFor(forecast);
({ tag } = await api.change('PUT', `${path}/persona`, { name: 'Gail', greeting: script, instructions: `You are {name} and tell the weather. All you know: ${script}` }, tag));
({ tag } = await api.change('PATCH', `${path}/look`, lookFor(forecast.days[0].sky), tag));
console.log(`script: ${script}`);

// Nothing is published that does not fit together.
const { answer: preflight } = await api.send('POST', `${path}/preflight`);
if (!preflight.fits) throw new Error(`It does not fit together: ${JSON.stringify(preflight.reasons)}`);

// A preview is a session that shows the draft.
const { answer: preview } = await api.send('POST', '/v1/sessions', { presenter: id, preview: true });
console.log(`preview: session ${preview.session}; or look at ${new URL(`/?presenter=${id}&preview`, server)}`);

// The first revision, and a second one for tomorrow.
({ answer: presenter, tag } = await api.change('POST', `${path}/publish`, { note: `For ${forecast.days[0].day}` }, tag));
console.log(`published revision ${presenter.live}`);
({ tag } = await api.change('PATCH', `${path}/look`, lookFor(forecast.days[2].sky), tag));
({ answer: presenter, tag } = await api.change('POST', `${path}/publish`, { note: `For ${forecast.days[2].day}` }, tag));
const { answer: diff } = await api.send('GET', `${path}/diff?from=1&to=2`);
console.log(`published revision ${presenter.live}; different: ${diff.changes.map((change) => `${change.path} ${change.before} → ${change.after}`).join(', ')}`);

// It rains after all.
({ answer: presenter, tag } = await api.change('POST', `${path}/rollback`, { revision: 1 }, tag));
console.log(`rolled back to revision ${presenter.live}: ${new URL(`/?presenter=${id}`, server)}`);
