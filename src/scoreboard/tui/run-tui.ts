import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { OpenScreen, ScreenHold } from '../../platform/open-screen.ts';
import { repeat } from '../../platform/repeat.ts';
import { type BoardFiles, boardLoader } from './board-loader.ts';
import { inputReader } from './input-reader.ts';
import type { Effect, Message } from './message.ts';
import { type MakePainter, type Painter, wholePainter } from './painter.ts';
import type { InputMessage } from './parse-input.ts';
import type { OutsideEffect } from './perform-outside.ts';
import type { Screen } from './screen.ts';
import type { TuiBackend } from './tui-backend.ts';
import type { TuiState } from './tui-state.ts';

/** What a program that fills the screen is made of. */
export type TuiParts<State extends TuiState> = {
  readonly clock: Clock;
  readonly openScreen: OpenScreen;
  readonly backend: TuiBackend<State>;
  /** The state at the start; its size is that of the terminal once that is open. */
  readonly first: TuiState;
  /** Lines as the terminal gets them. */
  readonly paint: (screen: Screen, state: State) => string[];
  /** Loads what draws the frames after the first ones. */
  readonly loadPainter: () => Promise<MakePainter>;
  readonly files: BoardFiles;
  /** Does what the state asked for; its messages come back to the state. */
  readonly perform: (effect: OutsideEffect) => Promise<Message>;
  readonly refreshMs: number;
};

/** How long the first frame waits for a board before it says that one is being read. */
const FIRST_FRAME_MS = 150;

const SECOND_MS = 1000;

/**
 * Shows the board until the reader quits. Rejects with what went wrong, the terminal given back, when something throws.
 */
export async function runTui<State extends TuiState>(parts: TuiParts<State>): Promise<void> {
  const session = new TuiSession(parts);
  try {
    await session.run();
  } finally {
    session.end();
  }
}

class TuiSession<State extends TuiState> {
  readonly #parts: TuiParts<State>;
  readonly #over = Promise.withResolvers<void>();
  readonly #stop = new AbortController();
  readonly #screen: ScreenHold;
  readonly #loader: ReturnType<typeof boardLoader>;
  readonly #startMs: number;
  #painter: Painter;
  #state: State;
  /** What is on the screen; null: nobody knows. */
  #shown: readonly string[] | null = null;
  #isWaiting = true;
  #isMoving = false;

  constructor(parts: TuiParts<State>) {
    const { clock, files, backend } = parts;
    this.#parts = parts;
    this.#startMs = clock.nowMs();
    this.#loader = boardLoader({ files, choice: () => this.#state.choice, send: (message) => this.#send([message]) });
    this.#state = backend.start(parts.first);
    const send = (messages: readonly InputMessage[]): void => this.#input(messages);
    this.#screen = parts.openScreen(
      { hasMouse: backend.wantsMouse },
      {
        onInput: inputReader({ clock, send, onError: this.#fail }),
        onResize: () => this.#resize(),
        onReturn: () => this.#resize(),
        onCrash: this.#fail,
      },
    );
    this.#painter = this.#paintedBy(wholePainter);
  }

  async run(): Promise<void> {
    const { clock } = this.#parts;
    this.#resize();
    const loaded = this.#loader.load().catch(this.#fail);
    await Promise.race([loaded, clock.sleep(FIRST_FRAME_MS), this.#over.promise]);
    this.#isWaiting = false;
    this.#show();
    this.#changePainter().catch(this.#fail);
    void this.#repeat(
      () => SECOND_MS - (clock.nowMs() % SECOND_MS),
      () => this.#tick(),
    );
    void this.#repeat(() => this.#parts.refreshMs, this.#loader.refresh);
    await this.#over.promise;
  }

  end(): void {
    this.#stop.abort();
    this.#painter.end();
    this.#screen.close();
  }

  #repeat(waitMs: () => number | null, act: () => void | Promise<void>): Promise<void> {
    const { clock } = this.#parts;
    return repeat({ clock, signal: this.#stop.signal }, waitMs, act).catch(this.#fail);
  }

  /** Ticks faster than every second while the backend says that something moves. */
  #animate(): void {
    const frameMs = (): number | null => this.#parts.backend.frameMs(this.#state);
    if (this.#isMoving || frameMs() === null) return;
    this.#isMoving = true;
    void this.#repeat(frameMs, () => this.#tick()).then(() => {
      this.#isMoving = false;
    });
  }

  #paintedBy(make: MakePainter): Painter {
    return make({ size: this.#state.size, write: this.#screen.write, onError: this.#fail });
  }

  async #changePainter(): Promise<void> {
    const makePainter = await this.#parts.loadPainter();
    if (this.#stop.signal.aborted) return;
    this.#painter = this.#paintedBy(makePainter);
    this.#shown = null;
    this.#show();
  }

  /** A paste goes into a line that is being typed; anywhere else its characters would be taken for keys. */
  #input(messages: readonly InputMessage[]): void {
    for (const message of messages) {
      if (message.kind !== 'paste') this.#take(message);
      else if (this.#state.prompt !== null) this.#take({ kind: 'text', text: message.text });
    }
    this.#show();
  }

  #send(messages: readonly Message[]): void {
    for (const message of messages) this.#take(message);
    this.#show();
  }

  #take(message: Message): void {
    const { state, effects } = this.#parts.backend.update(this.#state, message);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'quit':
        this.#over.resolve();
        return;
      case 'suspend':
        this.#screen.suspend().catch(this.#fail);
        return;
      case 'redraw':
        this.#shown = null;
        return;
      case 'load-board':
        this.#loader.load().catch(this.#fail);
        return;
      default:
        this.#parts.perform(effect).then((message) => this.#send([message]), this.#fail);
    }
  }

  #tick(): void {
    const { clock } = this.#parts;
    this.#send([{ kind: 'tick', nowSeconds: nowSeconds(clock), runMs: clock.nowMs() - this.#startMs }]);
  }

  #resize(): void {
    this.#shown = null;
    this.#send([{ kind: 'resize', size: this.#screen.size() }]);
  }

  #show(): void {
    if (this.#isWaiting || this.#stop.signal.aborted) return;
    const { backend, paint } = this.#parts;
    const lines = paint(backend.view(this.#state), this.#state);
    if (this.#shown === null) this.#painter.redraw(lines, this.#state.size);
    else if (!isSame(this.#shown, lines)) this.#painter.draw(lines);
    this.#shown = lines;
    this.#animate();
  }

  readonly #fail = (error: unknown): void => this.#over.reject(error);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}
