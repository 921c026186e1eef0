import { Box, render, Text } from 'ink';
import { memo, type ReactElement, useSyncExternalStore } from 'react';
import { FrameStream } from './frame-stream.ts';
import type { MakePainter } from './painter.ts';

/** Frames a second at most: a key is seen at once, a burst of them as its last frame. */
const MAX_FPS = 60;

type Frame = { readonly lines: readonly string[] };

/** Draws frames with Ink, which writes only what has changed since the last one. */
export const inkPainter: MakePainter = ({ size, write, onError }) => {
  let frame: Frame = { lines: [] };
  let onChange = (): void => undefined;
  const subscribe = (listener: () => void): (() => void) => {
    onChange = listener;
    return () => undefined;
  };
  const stream = new FrameStream(size, write);
  const { clear, unmount, waitUntilExit } = render(<ScreenLines subscribe={subscribe} current={() => frame} />, {
    stdout: stream as unknown as NodeJS.WriteStream,
    interactive: true,
    incrementalRendering: true,
    maxFps: MAX_FPS,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  // It gives up, in silence, when its drawing throws.
  waitUntilExit().catch(onError);
  return {
    draw: (lines) => {
      frame = { lines };
      onChange();
    },
    redraw: (lines, newSize) => {
      stream.startAnew(newSize, clear);
      frame = { lines };
      onChange();
    },
    end: unmount,
  };
};

type Source = { readonly subscribe: (listener: () => void) => () => void; readonly current: () => Frame };

function ScreenLines({ subscribe, current }: Source): ReactElement {
  const { lines } = useSyncExternalStore(subscribe, current);
  return (
    <Box flexDirection="column">
      {lines.map((text, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
        <ScreenLine key={row} text={text} />
      ))}
    </Box>
  );
}

/** An empty text would take no line. */
const ScreenLine = memo(({ text }: { readonly text: string }) => (
  <Text wrap="truncate">{text === '' ? ' ' : text}</Text>
));
