/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The names of the 16 colours of every terminal, in the order of their numbers, with what xterm shows for them. */
export const PALETTE: readonly { readonly name: string; readonly rgb: Rgb }[] = [
  { name: 'black', rgb: [0, 0, 0] },
  { name: 'red', rgb: [205, 0, 0] },
  { name: 'green', rgb: [0, 205, 0] },
  { name: 'yellow', rgb: [205, 205, 0] },
  { name: 'blue', rgb: [0, 0, 238] },
  { name: 'magenta', rgb: [205, 0, 205] },
  { name: 'cyan', rgb: [0, 205, 205] },
  { name: 'white', rgb: [229, 229, 229] },
  { name: 'bright-black', rgb: [127, 127, 127] },
  { name: 'bright-red', rgb: [255, 0, 0] },
  { name: 'bright-green', rgb: [0, 255, 0] },
  { name: 'bright-yellow', rgb: [255, 255, 0] },
  { name: 'bright-blue', rgb: [92, 92, 255] },
  { name: 'bright-magenta', rgb: [255, 0, 255] },
  { name: 'bright-cyan', rgb: [0, 255, 255] },
  { name: 'bright-white', rgb: [255, 255, 255] },
];

/** The parts of a colour `#rrggbb`. */
export function rgbOf(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The SGR number for text of one of {@link PALETTE}: 30 to 37, 90 to 97. */
export function sgrOf(index: number): number {
  return index < 8 ? 30 + index : 82 + index;
}

/** The index of the colour of {@link PALETTE} that is nearest. */
export function nearest16(rgb: Rgb): number {
  return nearest(
    rgb,
    PALETTE.map((one) => one.rgb),
  );
}

/** The levels of red, green and blue in xterm's cube of 216 colours. */
const LEVELS = [0, 95, 135, 175, 215, 255];

/** The nearest of xterm's 256 colours, of the cube or of the greys: those are the same everywhere. */
export function nearest256(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) =>
    nearest(
      [part, 0, 0],
      LEVELS.map((level): Rgb => [level, 0, 0]),
    ),
  ) as [number, number, number];
  const grey = Math.max(0, Math.min(23, Math.round(((rgb[0] + rgb[1] + rgb[2]) / 3 - 8) / 10)));
  const cube: Rgb = [LEVELS[red]!, LEVELS[green]!, LEVELS[blue]!];
  const level = 8 + grey * 10;
  const isGrey = distance(rgb, [level, level, level]) < distance(rgb, cube);
  return isGrey ? 232 + grey : 16 + 36 * red + 6 * green + blue;
}

function nearest(rgb: Rgb, colours: readonly Rgb[]): number {
  let best = 0;
  for (let index = 1; index < colours.length; index++) {
    if (distance(rgb, colours[index]!) < distance(rgb, colours[best]!)) best = index;
  }
  return best;
}

/** Squares of the differences, green counting most and blue least, as eyes see them. */
function distance(a: Rgb, b: Rgb): number {
  return 3 * (a[0] - b[0]) ** 2 + 6 * (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
