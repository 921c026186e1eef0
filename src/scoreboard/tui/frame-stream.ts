import { Writable } from 'node:stream';
import { wholeFrame, wholeScreen } from '../../platform/screen-modes.ts';
import type { Size } from './screen.ts';

/**
 * What Ink takes for its terminal: every piece it writes is one frame. It is said to be no terminal, so that Ink leaves
 * cursor, modes and resizing to whoever holds the screen.
 */
export class FrameStream extends Writable {
  readonly #write: (text: string) => void;
  #size: Size;
  /** Ink's first frame, as it starts, is an empty one. */
  #isMuted = true;
  #isFirst = true;

  constructor(size: Size, write: (text: string) => void) {
    super({ decodeStrings: false });
    this.#size = size;
    this.#write = write;
  }

  /** The size Ink lays out for. */
  get columns(): number {
    return this.#size.columns;
  }

  get rows(): number {
    return this.#size.rows;
  }

  /** Drops what Ink writes to erase its last frame, and takes its next one for a whole screen of this size. */
  startAnew(size: Size, erase: () => void): void {
    this.#isMuted = true;
    erase();
    this.#isMuted = false;
    this.#isFirst = true;
    this.#size = size;
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    if (!this.#isMuted && chunk !== '') {
      this.#write(this.#isFirst ? wholeScreen(chunk) : wholeFrame(chunk));
      this.#isFirst = false;
    }
    done();
  }
}
