import { computed, signal } from '@preact/signals';
import type { CameraPlayer } from './camera/player.ts';
import type { Layout } from './layout.ts';
import type { Options } from './options.ts';
import type { Camera } from './server/config.ts';
import type { Server } from './server/open-server.ts';

/** What the page shows: which cameras there are, on which screens, and which screen the buttons and keys are for. */
export class Viewer {
  readonly server: Server;
  readonly options: Options;
  readonly cameras = signal<readonly Camera[]>([]);
  readonly layout = signal<Layout>(1);
  readonly selected = signal(0);
  readonly sound = signal(false);
  /** By screen; undefined while the element is not there. */
  readonly players = signal<readonly (CameraPlayer | undefined)[]>([]);
  /** Told when somebody chooses, stops or changes the screens: what plays by itself gives way. */
  readonly takeOvers = new Set<() => void>();
  readonly current = computed(() => this.players.value[this.selected.value]);

  constructor(server: Server, options: Options) {
    this.server = server;
    this.options = options;
    this.cameras.value = server.cameras;
    this.layout.value = options.layout;
  }

  /** A screen has come or gone. In a grid it starts with the camera of its place; the first with the one that the page's address names. */
  setPlayer(index: number, player: CameraPlayer | undefined): void {
    this.players.value = Array.from({ length: Math.max(this.layout.peek(), index + 1) }, (_, i) => (i === index ? player : this.players.peek()[i]));
    if (!player) return;
    player.setSound(this.sound.peek());
    if (this.layout.peek() > 1) this.#fill(index, player);
    else if (this.options.camera !== undefined) void player.play(this.options.camera);
  }

  /** Plays a camera on the selected screen; one that is on show elsewhere is selected there instead. */
  choose(camera: string): void {
    this.#takeOver();
    const shownAt = this.players.peek().findIndex((player) => player?.camera.peek() === camera && player.phase.peek() !== 'stopped');
    if (shownAt >= 0 && shownAt !== this.selected.peek()) this.selected.value = shownAt;
    else void this.current.peek()?.play(camera);
  }

  /** The camera `by` places further than the current one, round and round. */
  step(by: number): void {
    const cameras = this.cameras.peek();
    const at = cameras.findIndex(({ name }) => name === this.current.peek()?.camera.peek());
    const next = cameras.at((at + by + (at < 0 && by < 0 ? 1 : 0)) % cameras.length);
    if (next) this.choose(next.name);
  }

  setLayout(layout: Layout): void {
    this.#takeOver();
    this.arrange(layout);
  }

  /** Tries a camera that failed again. */
  retry(player: CameraPlayer): void {
    const camera = player.camera.peek();
    this.#takeOver();
    if (camera !== undefined) void player.play(camera);
  }

  async stopAll(): Promise<void> {
    this.#takeOver();
    await this.release();
  }

  /** Shows this number of screens. */
  arrange(layout: Layout): void {
    const camera = this.current.peek()?.camera.peek();
    const first = this.players.peek()[0];
    this.layout.value = layout;
    if (layout > 1 && first?.phase.peek() === 'idle') this.#fill(0, first);
    if (this.selected.peek() < layout) return;
    // The screen that was looked at goes; its camera moves to the first one.
    this.selected.value = 0;
    if (camera !== undefined) void first?.play(camera);
  }

  setSound(on: boolean): void {
    this.sound.value = on;
    for (const player of this.players.peek()) player?.setSound(on);
  }

  async addCamera(name: string, url: string): Promise<void> {
    await this.server.gateway?.addCamera(name, url);
    this.cameras.value = [...this.cameras.peek(), { name, label: name, isOwn: true }];
  }

  async removeCamera(name: string): Promise<void> {
    this.#takeOver();
    await Promise.all(this.players.peek().map((player) => (player?.camera.peek() === name ? player.stop() : undefined)));
    await this.server.gateway?.removeCamera(name);
    this.cameras.value = this.cameras.peek().filter((camera) => camera.name !== name);
  }

  /** Stops what plays on every screen. */
  async release(): Promise<void> {
    await Promise.all(this.players.peek().map((player) => player?.stop()));
  }

  #takeOver(): void {
    for (const told of this.takeOvers) told();
  }

  /** Gives a screen the camera of its place, or the first that is not on show. */
  #fill(index: number, player: CameraPlayer): void {
    const shown = new Set(this.players.peek().map((other) => other?.camera.peek()));
    const cameras = this.cameras.peek();
    const first = index === 0 ? [this.options.camera] : [];
    const camera = [...first, cameras[index]?.name, ...cameras.map(({ name }) => name)].find((name) => name !== undefined && !shown.has(name));
    if (camera !== undefined) void player.play(camera);
  }
}
