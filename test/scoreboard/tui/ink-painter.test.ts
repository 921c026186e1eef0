import { expect, test } from 'vitest';
import { inkPainter } from '../../../src/scoreboard/tui/ink-painter.tsx';

const E = '\u001b';
const SIZE = { columns: 20, rows: 5 };

async function painter() {
  const written: string[] = [];
  const errors: unknown[] = [];
  const { draw, redraw, end } = inkPainter({
    size: SIZE,
    write: (text) => written.push(text),
    onError: (error) => errors.push(error),
  });
  const settled = async (): Promise<string> => {
    // Ink draws at most 60 frames a second.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return written.splice(0).join('');
  };
  return { draw, redraw, end, settled, errors };
}

test('U1 the first frame is a whole screen, and nothing is written before it', async () => {
  const { redraw, settled, end } = await painter();
  expect(await settled()).toBe('');
  redraw(['one', '', `${E}[1mthree${E}[22m`], SIZE);
  const frame = await settled();
  expect(frame.startsWith(`${E}[?2026h${E}[H`)).toBe(true);
  expect(frame.endsWith(`${E}[J${E}[?2026l`)).toBe(true);
  expect(frame).toContain(`one\r\n${E}[K\r\n${E}[K${E}[1mthree${E}[22m\r\n`);
  end();
});

test('U1 a later one writes the line that has changed alone', async () => {
  const { draw, redraw, settled, end } = await painter();
  redraw(['first line', 'second line', 'third line'], SIZE);
  await settled();
  draw(['first line', 'second LINE', 'third line']);
  const frame = await settled();
  expect(frame).toContain('LINE');
  expect(frame).not.toMatch(/first|third/);
  end();
});

test('U5 the same lines are drawn whole when nobody knows what is on the screen, as wide as it is now', async () => {
  const { redraw, settled, end } = await painter();
  redraw(['a line of twenty four ch'], { columns: 30, rows: 5 });
  await settled();
  redraw(['a line of twenty four ch'], { columns: 30, rows: 5 });
  expect(await settled()).toContain('a line of twenty four ch\r\n');
  end();
});

test('after its end it writes nothing', async () => {
  const { draw, redraw, settled, end, errors } = await painter();
  redraw(['one'], SIZE);
  await settled();
  end();
  await settled();
  draw(['two']);
  expect(await settled()).not.toContain('two');
  expect(errors).toEqual([]);
});
