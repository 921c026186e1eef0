import type { Chance } from './chance.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

const NUMBERS = [
  ...['0', '-1', '4294967295', '4294967296', '9007199254740991', '9007199254740993', '99999999999', '1e309', '0x10'],
  ...['1.5', '00', ' 7', '+7', '100000000000', '18446744073709551616', '7'.repeat(400), 'Infinity', '1_000'],
];
const BREAKS = ['\r\n', '\n', '\r', '\n\n', '\0', '\u000b', '\u0085', '\u2028'];

/** One way to spoil bytes. */
type Spoil = (bytes: Buffer, chance: Chance, other: Buffer) => Buffer;

const at = (bytes: Buffer, chance: Chance): number => chance.below(bytes.length + 1);
const inserted = (bytes: Buffer, place: number, piece: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);

const flipped: Spoil = (bytes, chance) => {
  const copy = Buffer.from(bytes);
  for (let times = 1 + chance.below(4); times > 0 && copy.length > 0; times--) {
    const place = chance.below(copy.length);
    copy[place] = copy[place]! ^ (1 << chance.below(8));
  }
  return copy;
};
const cut: Spoil = (bytes, chance) => bytes.subarray(0, at(bytes, chance));
const headless: Spoil = (bytes, chance) => bytes.subarray(at(bytes, chance));
const spliced: Spoil = (bytes, chance, other) =>
  Buffer.concat([cut(bytes, chance, other), headless(other, chance, bytes)]);
const doubled: Spoil = (bytes, chance) => {
  const [from, to] = [at(bytes, chance), at(bytes, chance)].sort((a, b) => a - b) as [number, number];
  return inserted(bytes, to, bytes.subarray(from, to));
};
const holed: Spoil = (bytes, chance) => {
  const [from, to] = [at(bytes, chance), at(bytes, chance)].sort((a, b) => a - b) as [number, number];
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};
const noise: Spoil = (bytes, chance) => {
  const piece = Buffer.from(Array.from({ length: 1 + chance.below(12) }, () => chance.below(256)));
  return inserted(bytes, at(bytes, chance), piece);
};
const broken: Spoil = (bytes, chance) => inserted(bytes, at(bytes, chance), Buffer.from(chance.oneOf(BREAKS)));

/** Ways that fit any file. */
const ANY: readonly Spoil[] = [flipped, flipped, cut, headless, spliced, doubled, holed, noise, broken];

/** Spoils any bytes by one to three of the ways; `other` is another file to splice with. */
export function spoilBytes(bytes: Buffer, chance: Chance, other: Buffer): Buffer {
  let spoilt = bytes;
  for (let times = 1 + chance.below(3); times > 0; times--) spoilt = chance.oneOf(ANY)(spoilt, chance, other);
  return spoilt;
}

/** Spoils one row of cells between `|`; what comes out may be no row, or several. */
export function spoilRow(row: Buffer, chance: Chance, other: Buffer): Buffer {
  if (chance.below(2) === 0) return spoilBytes(row, chance, other);
  const cells = row.toString('latin1').split('|');
  const place = chance.below(cells.length);
  switch (chance.below(7)) {
    case 0:
      cells[place] = chance.oneOf(NUMBERS);
      break;
    case 1:
      cells[place] = Buffer.from(chance.oneOf(HOSTILE_TEXTS)).toString('latin1');
      break;
    case 2:
      cells[place] = chance.oneOf(other.toString('latin1').split('|'));
      break;
    case 3: {
      const with_ = chance.below(cells.length);
      [cells[place], cells[with_]] = [cells[with_]!, cells[place]!];
      break;
    }
    case 4:
      cells.splice(place, chance.below(2), ...(chance.once(2) ? ['', ''] : []));
      break;
    case 5:
      cells[place] = `${cells[place]}${chance.oneOf(['|', '||', '.', '+', ' ', ',gres/gpu=1e9', '@realm', '-', 'K'])}`;
      break;
    default:
      cells[place] = (cells[place] || 'x').repeat(1 + chance.below(chance.once(50) ? 20_000 : 20));
  }
  return Buffer.from(cells.join('|'), 'latin1');
}
