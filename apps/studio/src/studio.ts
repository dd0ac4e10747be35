import { spokenAt } from './spoken-at.js';
import { drawStrip } from './export-strip.js';
import { VideoRecording } from './export-video.js';
import { FacePanel } from './face-panel.js';
import { Inspector } from './inspector.js';
import { bindKeys } from './keys.js';
import { loadWeights } from './load-weights.js';
import { MotionTable } from './motion-table.js';
import { bindFiles, takeOf } from './open-files.js';
import { Player, type Range } from './player.js';
import { rowsOf } from './rows-of.js';
import { fileNameOf, saveFile } from './save-file.js';
import { listScenes, loadScene, type SceneCard } from './scenes.js';
import { SettingsPanel } from './settings-panel.js';
import { durationOf, type Take } from './take.js';
import { Timeline } from './timeline.js';
import { View } from './view.js';
import { OWN, waysWith, type Way } from './ways.js';

/** Moments of a film strip. */
const MOMENTS = 24;

/** The previewer: a take, up to two faces that play it, and its timeline. */
export class Studio {
  readonly #player = new Player(() => this.#showPlaying());
  readonly #faces = [new FacePanel(find('#face-a'), () => this.#choose()), new FacePanel(find('#face-b'), () => this.#choose())] as const;
  readonly #inspector = new Inspector(find('#bars'), find('#shapes'));
  readonly #timeline = new Timeline(find('#timeline'), find('#labels'), new View(), {
    seek: (time) => this.#player.seek(time),
    select: (range) => (this.#player.loop = range),
  });
  readonly #settings = new SettingsPanel(find('#settings'), () => this.#choose());
  readonly #scene = find<HTMLSelectElement>('#scene');
  readonly #speed = find<HTMLSelectElement>('#speed');
  #scenes: readonly SceneCard[] = [];
  #ways: readonly Way[] = [];
  #take: Take | undefined;
  #duration = 0;
  #compares = true;
  #recording: VideoRecording | undefined;
  #said = '';

  /** Loads what the server has and shows the first scene. */
  async open(): Promise<void> {
    this.#bind();
    requestAnimationFrame(this.#draw);
    const weights = await loadWeights().catch(() => undefined);
    this.#ways = waysWith(weights, () => this.#settings.settings);
    this.#faces[0].offer(this.#ways, 'file');
    this.#faces[1].offer(this.#ways, weights === undefined ? 'loudness' : 'heard');
    await this.#attempt(async () => {
      this.#scenes = await listScenes();
      this.#scene.replaceChildren(...this.#scenes.map(({ id, title }) => new Option(title, id)));
      await this.#openScene(this.#scenes[0]!.id);
    });
    if (this.#take === undefined) this.#show(NOTHING);
    document.body.dataset['ready'] = 'yes';
  }

  #bind(): void {
    const press = (selector: string, action: () => void): void => find(selector).addEventListener('click', action);
    const frame = 1000 / 60;
    press('#play', () => this.#toggle());
    press('#back', () => this.#step(-frame));
    press('#forth', () => this.#step(frame));
    press('#loop', () => this.#toggleLoop());
    press('#compare', () => this.#toggleCompare());
    press('#close-up', () => this.#toggleCloseUp());
    press('#zoom-out', () => this.#zoom(1 / 1.6));
    press('#zoom-in', () => this.#zoom(1.6));
    press('#zoom-fit', () => this.#fit());
    press('#save-strip', () => void this.#attempt(() => this.#saveStrip()));
    press('#save-video', () => void this.#attempt(() => this.#saveVideo()));
    press('#help-button', () => find<HTMLDialogElement>('#help').showModal());
    this.#speed.addEventListener('change', () => (this.#player.rate = Number(this.#speed.value)));
    this.#scene.addEventListener('change', () => void this.#attempt(() => this.#openScene(this.#scene.value)));
    bindFiles(find('#files'), (files) => void this.#attempt(async () => this.#show(await takeOf(files, this.#take))));
    bindKeys({
      play: () => this.#toggle(),
      step: (milliseconds) => this.#step(milliseconds),
      begin: () => this.#player.seek(0),
      end: () => this.#player.seek(this.#duration),
      loopFrom: () => this.#select({ from: this.#player.position, until: this.#player.loop?.until ?? this.#duration }),
      loopUntil: () => this.#select({ from: this.#player.loop?.from ?? 0, until: this.#player.position }),
      loop: () => this.#toggleLoop(),
      speed: (position) => {
        this.#speed.selectedIndex = position;
        this.#player.rate = Number(this.#speed.value);
      },
      compare: () => this.#toggleCompare(),
      closeUp: () => this.#toggleCloseUp(),
      zoom: (factor) => this.#zoom(factor),
      fit: () => this.#fit(),
    });
  }

  async #openScene(id: string): Promise<void> {
    const scene = this.#scenes.find((card) => card.id === id)!;
    this.#show(await loadScene(scene));
    this.#scene.value = id;
  }

  #show(take: Take): void {
    this.#take = take;
    this.#duration = durationOf(take);
    this.#player.load(take.sound, this.#duration);
    find('#shows').textContent = take.shows === '' ? take.title : take.shows;
    if (take.shows === '') this.#scene.selectedIndex = -1;
    this.#timeline.view.fit(this.#duration);
    find('#timeline').setAttribute('aria-valuemax', String(Math.round(this.#duration)));
    this.#choose();
  }

  /** Has the faces moved by what is chosen, and draws the rows anew. */
  #choose(): void {
    const take = this.#take!;
    for (const face of this.#faces) face.move(this.#ways.find(({ id }) => id === face.way)!.motion(take));
    this.#settings.hidden = !this.#faces.some(({ way }, index) => way === OWN && (index === 0 || this.#compares));
    const [first, second] = this.#faces.map(({ motion, reason }) => (motion === undefined ? reason : new MotionTable(motion, this.#duration)));
    const shown = this.#compares ? second : undefined;
    this.#timeline.show(rowsOf(take, { motion: this.#faces[0].motion, table: first! }, shown));
    const agreement = typeof first === 'object' && typeof shown === 'object' ? first.agreementWith(shown) : undefined;
    find('#agreement').textContent = agreement === undefined ? '' : `A and B show the same viseme ${Math.round(agreement * 100)} % of the time that either speaks.`;
  }

  #toggle(): void {
    if (this.#player.playing) this.#player.pause();
    else if (this.#duration > 0) this.#player.play();
  }

  #step(milliseconds: number): void {
    if (this.#player.playing) this.#player.pause();
    this.#player.seek(this.#player.position + milliseconds);
    this.#timeline.view.follow(this.#player.position);
    this.#timeline.redraw();
  }

  #toggleLoop(): void {
    this.#player.loop = this.#player.loop === undefined ? { from: this.#timeline.view.from, until: Math.min(this.#duration, this.#timeline.view.until) } : undefined;
  }

  #select(range: Range): void {
    this.#player.loop = range.until > range.from ? range : undefined;
  }

  #toggleCompare(): void {
    this.#compares = !this.#compares;
    press('#compare', this.#compares);
    find('#face-b').hidden = !this.#compares;
    this.#choose();
  }

  #toggleCloseUp(): void {
    const close = find('#close-up').getAttribute('aria-pressed') === 'false';
    press('#close-up', close);
    for (const face of this.#faces) face.close = close;
  }

  #zoom(factor: number): void {
    this.#timeline.view.zoom(factor, this.#player.position);
    this.#timeline.redraw();
  }

  #fit(): void {
    this.#timeline.view.fit(this.#duration);
    this.#timeline.redraw();
  }

  async #saveStrip(): Promise<void> {
    const shown = this.#compares ? this.#faces : [this.#faces[0]];
    const motions = shown.flatMap(({ motion }, index) => (motion === undefined ? [] : [{ name: 'AB'[index]!, motion }]));
    if (motions.length === 0) throw new Error('Nothing moves the face, so there is nothing to draw.');
    const range = this.#player.loop ?? { from: 0, until: this.#duration };
    saveFile(`${fileNameOf(this.#take!.title)}.png`, await drawStrip(motions, range, MOMENTS));
    this.#say(`Saved ${MOMENTS} moments as a PNG strip.`);
  }

  async #saveVideo(): Promise<void> {
    if (this.#recording !== undefined) return;
    const faces = this.#compares ? this.#faces : [this.#faces[0]];
    const loop = this.#player.loop;
    this.#player.loop = undefined;
    this.#player.seek(loop?.from ?? 0);
    this.#recording = new VideoRecording(faces.map(({ canvas }) => canvas), this.#player.stream());
    this.#say('Recording while it plays…');
    this.#player.play();
    const until = loop?.until ?? this.#duration;
    await new Promise<void>((resolve) => {
      const wait = (): void => void (this.#player.playing && this.#player.position < until ? requestAnimationFrame(wait) : resolve());
      requestAnimationFrame(wait);
    });
    if (this.#player.playing) this.#player.pause();
    const recording = this.#recording;
    this.#recording = undefined;
    saveFile(`${fileNameOf(this.#take!.title)}.webm`, await recording.finish());
    this.#say('Saved the film as WebM.');
  }

  readonly #draw = (): void => {
    requestAnimationFrame(this.#draw);
    this.#player.tick();
    const { position, playing, loop } = this.#player;
    if (playing && this.#recording === undefined) {
      const before = this.#timeline.view.from;
      this.#timeline.view.follow(position);
      if (this.#timeline.view.from !== before) this.#timeline.redraw();
    }

    this.#timeline.draw(position, loop);
    const [first, second] = this.#faces;
    first.draw(position);
    if (this.#compares) second.draw(position);
    this.#recording?.frame();
    this.#inspector.show(first.pose, this.#compares ? second.pose : undefined);
    find('#clock').textContent = (position / 1000).toFixed(3);
    const said = spokenAt(this.#take, position);
    find('#moment').textContent = said;
    if (!playing) this.#tellSlider(position, said);
  };

  #tellSlider(position: number, said: string): void {
    const text = `${(position / 1000).toFixed(2)} seconds, ${said}`;
    if (text !== this.#said) {
      this.#said = text;
      const slider = find('#timeline');
      slider.setAttribute('aria-valuenow', String(Math.round(position)));
      slider.setAttribute('aria-valuetext', text);
    }
  }

  #showPlaying(): void {
    const { playing, loop } = this.#player;
    find('#play').textContent = playing ? 'Pause' : 'Play';
    press('#loop', loop !== undefined);
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.#say('');
    try {
      await action();
    } catch (problem) {
      this.#say((problem as Error).message, true);
    }
  }

  #say(text: string, alarm = false): void {
    const status = find('#status');
    status.textContent = text;
    status.classList.toggle('alarm', alarm);
  }
}

const NOTHING: Take = { title: '', shows: 'Open a WAV file, a performance file, or both: drop them anywhere on this page.', sound: undefined, performance: undefined };

function press(selector: string, pressed: boolean): void {
  find(selector).setAttribute('aria-pressed', String(pressed));
}

function find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  return document.querySelector<Kind>(selector)!;
}
