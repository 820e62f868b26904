import { signal } from '@preact/signals';
import { has } from '../faults.ts';
import { sleep } from '../sleep.ts';
import type { Gathering } from '../whep/negotiate.ts';
import type { CameraServer } from './camera-server.ts';
import { cleanUpSteps, runSteps, type StepOutcome } from './clean-up.ts';
import { composited } from './composited.ts';
import { connect } from './connect.ts';
import { CameraError, failureOf, type Failure } from './failure.ts';
import { holdLastPicture, releaseLastPicture } from './last-picture.ts';
import { nextPhase, type Phase, type PhaseEvent } from './phase.ts';
import { newResources, type Resources } from './resources.ts';
import { backOffMs, Retry } from './retry.ts';
import { openSound, type Sound } from './sound.ts';

/** Where a player shows its camera. The cover is a canvas over the video that holds the last picture during a switch. */
export interface Screen {
  readonly video: HTMLVideoElement;
  readonly cover: HTMLCanvasElement;
}

export interface PlayerSettings {
  readonly gathering: Gathering;
  /** Between the clean-up of one camera and the start of the next. */
  readonly settleMs: number;
}

/**
 * Plays one camera at a time on one element. It is the one owner of what playing opens (`Resources`), and its generation number makes sure
 * that an answer which comes late, after a newer start or stop, does nothing.
 */
export class CameraPlayer {
  readonly camera = signal<string | undefined>(undefined);
  readonly phase = signal<Phase>('idle');
  /** Why it does not play; stays while it is tried again by itself, until the picture is there. */
  readonly failure = signal<Failure | undefined>(undefined);
  readonly isStreaming = signal(false);
  readonly isLoading = signal(false);
  readonly isConnectingWebRTC = signal(false);
  /** Milliseconds from the last failure to the next attempt, if there will be one. */
  readonly retryInMs = signal<number | undefined>(undefined);
  /** Milliseconds from the last click to the first picture. */
  readonly switchMs = signal<number | undefined>(undefined);
  readonly sound = signal<Sound | undefined>(undefined);
  readonly lastCleanUp = signal<readonly StepOutcome[]>([]);

  readonly #screen: Screen;
  readonly #server: CameraServer;
  readonly #settings: PlayerSettings;
  readonly #retry = new Retry();
  #generation = 0;
  #held: Resources | undefined;
  #cleaning: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #wantsSound = false;
  #gathering: Gathering;

  constructor(screen: Screen, server: CameraServer, settings: PlayerSettings) {
    this.#screen = screen;
    this.#server = server;
    this.#settings = settings;
    this.#gathering = settings.gathering;
  }

  /** Switches to a camera, whatever was on before. */
  play(camera: string): Promise<void> {
    this.#failures = 0;
    return this.#start(camera, 'start');
  }

  /** Stops, and resolves when everything is released. */
  async stop(): Promise<void> {
    this.#generation += 1;
    this.failure.value = undefined;
    this.retryInMs.value = undefined;
    this.#enter('stop');
    await this.#cleanUp();
    releaseLastPicture(this.#screen.cover);
  }

  /** For an element that goes away. */
  async unmount(): Promise<void> {
    if (has('keep-on-unmount')) return;
    await this.stop();
  }

  /** For a page that goes away, perhaps into the back/forward cache: everything is begun at once, since nothing may come later. */
  suspend(): void {
    if (has('keep-on-pagehide')) return;
    this.#generation += 1;
    void this.#cleanUp(true);
  }

  /** For a page that came back. */
  resume(): void {
    const camera = this.camera.peek();
    if (camera !== undefined && this.phase.peek() !== 'stopped') void this.#start(camera, 'reconnect');
  }

  setSound(on: boolean): void {
    this.#wantsSound = on;
    const held = this.#held;
    if (!held?.peer || !this.isStreaming.peek()) return;
    if (on) held.sound ??= openSound(held.peer);
    else {
      void held.sound?.context.close();
      held.sound = undefined;
    }
    this.sound.value = held.sound;
  }

  async #start(camera: string, event: PhaseEvent): Promise<void> {
    const generation = (this.#generation += 1);
    const startedAt = performance.now();
    const isWanted = (): boolean => has('keep-on-race') || generation === this.#generation;
    if (this.phase.peek() === 'playing') holdLastPicture(this.#screen.video, this.#screen.cover);
    this.camera.value = camera;
    if (event === 'start') this.failure.value = undefined;
    this.retryInMs.value = undefined;
    this.#enter(event);
    await this.#cleanUp();
    if (!isWanted()) return;
    this.isLoading.value = true;
    await sleep(this.#settings.settleMs);
    if (!isWanted()) return;

    const resources = newResources(camera, this.#screen.video);
    this.#held = resources;
    try {
      await connect(resources, {
        server: this.#server,
        gathering: this.#gathering,
        isAgain: this.#failures > 0,
        isWanted,
        isHeld: () => this.#held === resources,
        setConnecting: (connecting) => {
          if (isWanted()) this.isConnectingWebRTC.value = connecting;
        },
        onLost: (error) => void this.#lose(resources, error),
      });
      this.#failures = 0;
      this.failure.value = undefined;
      this.switchMs.value = performance.now() - startedAt;
      this.isStreaming.value = true;
      this.#enter('picture');
      void this.#uncover(generation);
      this.setSound(this.#wantsSound);
    } catch (error) {
      await this.#fail(resources, error);
    } finally {
      if (isWanted()) this.isLoading.value = false;
    }
  }

  /** The picture or the connection was lost after it had been there. */
  async #lose(resources: Resources, error: Error): Promise<void> {
    if (this.#held !== resources) return;
    // What could not be mended is begun anew, once and at once; the last picture stays meanwhile.
    const isNetwork = error instanceof CameraError && error.reason === 'no-connection' && this.phase.peek() === 'playing';
    await (isNetwork && !has('keep-on-error') ? this.#start(resources.camera, 'reconnect') : this.#fail(resources, error));
  }

  async #fail(resources: Resources, error: unknown): Promise<void> {
    // What has been cleaned up or replaced has nothing to say any more.
    if (this.#held !== resources) return;
    const generation = this.#generation;
    const failure = failureOf(error);
    if (resources.session?.trickles === false) this.#gathering = 'full';
    this.#failures += 1;
    this.failure.value = failure;
    this.#enter('failure');
    if (has('keep-on-error')) this.#held = undefined;
    else await this.#cleanUp();
    if (generation !== this.#generation) return;
    releaseLastPicture(this.#screen.cover);
    if (!failure.retryable) return;
    const delayMs = backOffMs(this.#failures, Math.random());
    this.retryInMs.value = delayMs;
    this.#retry.schedule(delayMs, () => void this.#start(resources.camera, 'reconnect'));
  }

  /** Not at once: without its cover the element could be black for a frame. */
  async #uncover(generation: number): Promise<void> {
    await composited(this.#screen.video);
    // A newer start has put its own picture on the cover.
    if (generation === this.#generation) releaseLastPicture(this.#screen.cover);
  }

  /** Releases what is held, once; whoever calls meanwhile waits for the same clean-up. */
  #cleanUp(isLeaving = false): Promise<unknown> {
    const held = this.#held;
    this.#held = undefined;
    this.sound.value = undefined;
    const cleaning = this.#run(held, isLeaving);
    this.#cleaning = Promise.all([this.#cleaning, cleaning]);
    return this.#cleaning;
  }

  async #run(held: Resources | undefined, isLeaving: boolean): Promise<void> {
    try {
      const outcomes = await runSteps(cleanUpSteps(held, this.#server, () => this.#retry.cancel()), isLeaving);
      if (held) this.lastCleanUp.value = outcomes;
      for (const { name, error } of outcomes) if (error !== undefined) console.warn(`clean-up of ${held?.camera ?? 'nothing'}: ${name} failed: ${error}`);
    } finally {
      if (!has('keep-state')) this.#resetState();
    }
  }

  #resetState(): void {
    this.isStreaming.value = false;
    this.isLoading.value = false;
    this.isConnectingWebRTC.value = false;
  }

  #enter(event: PhaseEvent): void {
    this.phase.value = nextPhase(this.phase.peek(), event);
  }
}
