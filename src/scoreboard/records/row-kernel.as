/**
 * The innermost loop of reading rows of sacct, for WebAssembly, in AssemblyScript: `npm run generate` compiles it into
 * row-kernel-wasm.ts, and row-kernel.ts is how the rest of the program sees it. V8 took three times as long for the same
 * steps in JavaScript: it looks at a byte at a time, this at sixteen.
 *
 * It reads rows of the usual form, and says of any other that it is odd. All memory is laid out by hand:
 *   CELLS    one double for each cell that is read
 *   PLACES   where parts of the row lie: see the places below
 *   PLANS    what is done with the columns behind the first, of a job's row and of a step's: the number of a cell, or
 *            as a negative number how many columns are passed, then END_OF_PLAN
 *   UNITS    for each letter how many bytes it stands for behind a number; 0: it is not a unit
 *   TABLES   what texts mean, of each text column: slots, entries, and the texts themselves
 *   INPUT    the rows
 */
export const CELLS: i32 = 0;
export const PLACES: i32 = 128;
export const PLANS: i32 = 256;
export const PLAN_BYTES: i32 = 512;
export const END_OF_PLAN: i32 = 127;
const COUNTS: i32 = 1280;
const SHA1_WORDS: i32 = 1344;
export const SHA1_TEXT: i32 = 1664;
export const SHA1_DIGEST: i32 = 1728;
export const UNITS: i32 = 2048;
const TABLES: i32 = 4096;

/** Places of the row, as offsets of 32 bits in PLACES. */
const ID_FROM: i32 = PLACES;
const ID_TO: i32 = PLACES + 4;
const SUBMIT_FROM: i32 = PLACES + 8;
const SUBMIT_TO: i32 = PLACES + 12;
const NEXT: i32 = PLACES + 16;
const TEXT_TABLE: i32 = PLACES + 20;
const TEXT_FROM: i32 = PLACES + 24;
const TEXT_TO: i32 = PLACES + 28;

/** What a row turned out to be. */
const IS_ODD: i32 = 0;
const IS_JOB: i32 = 1;
const IS_STEP: i32 = 2;
/** A text is to be added first, and the row to be read again. */
const HAS_NEW_TEXT: i32 = 3;

/** Cells by how they are read: 0 to 3 times, of which the first is Submit, to 6 whole numbers, and so on. */
const LAST_TIME: i32 = 3;
const LAST_WHOLE: i32 = 6;
const CPU_TIME: i32 = 7;
const LAST_SIZE: i32 = 9;
const USED_MEMORY: i32 = 10;
const FIRST_TEXT: i32 = 11;
const TEXT_COLUMNS: i32 = 5;

/** Of a table of texts; open addressing, at most half full. */
const SLOTS: i32 = 65_536;
const ENTRIES: i32 = 32_768;
/** Hash, where the text begins in the store, its length, nothing, then what it means as a double. */
const ENTRY_BYTES: i32 = 24;
const STORE_BYTES: i32 = 2_097_152;
const ENTRIES_AT: i32 = SLOTS * 4;
const STORE_AT: i32 = ENTRIES_AT + ENTRIES * ENTRY_BYTES;
/** A text is compared eight bytes at a time, which may look a little behind it. */
const TABLE_BYTES: i32 = STORE_AT + STORE_BYTES + 64;

export const INPUT: i32 = TABLES + TEXT_COLUMNS * TABLE_BYTES;

/** Instead of where a field ends: it is not of the usual form. */
const ODD: i32 = -1;
/** What a cell says that accounting does not tell, and what a text means whose row is odd. */
const UNKNOWN: f64 = -1;
const MEANS_ODD: f64 = -2;

const NEWLINE: u8 = 10;
const RETURN: u8 = 13;
const PLUS: u8 = 43;
const COMMA: u8 = 44;
const DASH: u8 = 45;
const DOT: u8 = 46;
const ZERO: u8 = 48;
const COLON: u8 = 58;
const UNDERSCORE: u8 = 95;
const PIPE: u8 = 124;

/** Words as the numbers that their bytes are, the first one lowest. */
const NONE: u32 = 0x656e6f4e;
const NEVER: u64 = 0x6e776f6e6b6e55;
const MEM: u32 = 0x3d6d656d;
const BATCH: u64 = 0x6863746162;
const EXTERN: u64 = 0x6e7265747865;
const INTERAC: u64 = 0x7463617265746e69;
const TIVE: u32 = 0x657669;

const GREATEST_WHOLE: f64 = 9007199254740991;
/** As many digits as a whole number is exact with, one less. */
const MOST_DIGITS: i32 = 15;

/** What the field that was read last says. */
let value: f64 = 0;

/** Reads the row that begins at `from` and ends in a newline; returns what it is. */
export function read(from: i32): i32 {
  store<i32>(ID_FROM, from);
  let at = jobId(from);
  if (at == ODD) return IS_ODD;
  store<i32>(ID_TO, at);
  if (load<u8>(at) == PIPE) return cells(at, PLANS, IS_JOB);
  at = stepId(at);
  return at == ODD ? IS_ODD : cells(at, PLANS + PLAN_BYTES, IS_STEP);
}

/** Adds what a text means, by which it is found from now on; false when the table is full. */
export function addText(table: i32, from: i32, to: i32, meaning: f64): bool {
  const length = to - from;
  const counts = COUNTS + table * 8;
  const count = load<i32>(counts);
  const used = load<i32>(counts, 4);
  if (count == ENTRIES || used + length > STORE_BYTES) return false;
  const base = TABLES + table * TABLE_BYTES;
  const hash = hashOf(from, to);
  memory.copy(base + STORE_AT + used, from, length);
  const entry = base + ENTRIES_AT + count * ENTRY_BYTES;
  store<i32>(entry, hash);
  store<i32>(entry, used, 4);
  store<i32>(entry, length, 8);
  store<f64>(entry, meaning, 16);
  store<i32>(counts, count + 1);
  store<i32>(counts, used + length, 4);
  let slot = hash & (SLOTS - 1);
  while (load<i32>(base + slot * 4) != 0) slot = (slot + 1) & (SLOTS - 1);
  store<i32>(base + slot * 4, count + 1);
  return true;
}

/** Forgets the texts of a table. */
export function emptyTexts(table: i32): void {
  memory.fill(TABLES + table * TABLE_BYTES, 0, SLOTS * 4);
  store<i64>(COUNTS + table * 8, 0);
}

/** Reads the fields behind the one that ends at `at`. */
function cells(from: i32, plan: i32, kind: i32): i32 {
  let at = from;
  for (let step = plan; load<i32>(step) != END_OF_PLAN; step += 4) {
    const cell = load<i32>(step);
    if (load<u8>(at) != PIPE) return IS_ODD;
    if (cell < 0) {
      at = passed(at + 1, -cell);
      if (at == ODD) return IS_ODD;
      continue;
    }
    const end = cell < FIRST_TEXT ? number(at + 1, cell) : text(at + 1, cell);
    if (end == ODD) return load<i32>(TEXT_TABLE) < 0 ? IS_ODD : HAS_NEW_TEXT;
    store<f64>(CELLS + cell * 8, value);
    at = end;
  }
  // A carriage return belongs to the line end, not to a text.
  if (load<u8>(at) != NEWLINE || load<u8>(at - 1) == RETURN) return IS_ODD;
  store<i32>(NEXT, at + 1);
  return kind;
}

function number(from: i32, cell: i32): i32 {
  // No text is new.
  store<i32>(TEXT_TABLE, -1);
  if (cell <= LAST_TIME) {
    const end = instant(from);
    if (cell == 0) {
      store<i32>(SUBMIT_FROM, from);
      store<i32>(SUBMIT_TO, end);
    }
    return end;
  }
  if (cell <= LAST_WHOLE) return whole(from, 10);
  if (cell == CPU_TIME) return cpuTime(from);
  return cell <= LAST_SIZE ? size(from) : usedMemory(from);
}

function text(from: i32, cell: i32): i32 {
  const end = fieldEnd(from);
  const table = cell - FIRST_TEXT;
  store<i32>(TEXT_TABLE, table);
  store<i32>(TEXT_FROM, from);
  store<i32>(TEXT_TO, end);
  if (!find(table, from, end)) return ODD;
  store<i32>(TEXT_TABLE, -1);
  return value == MEANS_ODD ? ODD : end;
}

/** Behind `123`, `123_4` or `123+4`; it is not said what follows. */
function jobId(from: i32): i32 {
  const id = digits(from);
  if (id == from) return ODD;
  const byte = load<u8>(id);
  if (byte != UNDERSCORE && byte != PLUS) return id;
  const part = digits(id + 1);
  return part > id + 1 ? part : ODD;
}

/** The end of a field that goes on with `.batch`, `.extern`, `.interactive` or `.0`. */
function stepId(from: i32): i32 {
  if (load<u8>(from) != DOT) return ODD;
  const name = from + 1;
  const end = digits(name);
  if (end > name && isEnd(end)) return end;
  const stop = fieldEnd(name);
  const length = stop - name;
  const word = load<u64>(name);
  if (length == 5 && (word & 0xffffffffff) == BATCH) return stop;
  if (length == 6 && (word & 0xffffffffffff) == EXTERN) return stop;
  if (length == 11 && word == INTERAC && (load<u32>(name + 8) & 0xffffff) == TIVE) return stop;
  return ODD;
}

/** The end of the last of so many fields, of at least one. */
function passed(from: i32, fields: i32): i32 {
  let at = fieldEnd(from);
  for (let left = fields - 1; left > 0; left--) {
    if (load<u8>(at) == NEWLINE) return ODD;
    at = fieldEnd(at + 1);
  }
  return at;
}

/** Epoch seconds from 1 on; unknown for `None`, `Unknown` and nothing. */
function instant(from: i32): i32 {
  const first = load<u8>(from) - ZERO;
  if (first > 0 && first <= 9) return whole(from, 11);
  if (first == 0) return ODD;
  const end = fieldEnd(from);
  const length = end - from;
  value = UNKNOWN;
  if (length == 0) return end;
  if (length == 4 && load<u32>(from) == NONE) return end;
  return length == 7 && (load<u64>(from) & 0xffffffffffffff) == NEVER ? end : ODD;
}

/** A whole number of so many digits at most. */
function whole(from: i32, mostDigits: i32): i32 {
  const end = digits(from);
  return end > from && end - from <= mostDigits && isEnd(end) ? end : ODD;
}

/** A size in bytes: digits, perhaps with a fraction and a unit; unknown for nothing. */
function size(from: i32): i32 {
  if (isEnd(from)) {
    value = UNKNOWN;
    return from;
  }
  const end = sizeAt(from);
  return end != ODD && isEnd(end) ? end : ODD;
}

/** The `mem` of a TRES text in bytes; unknown where it has none. */
function usedMemory(from: i32): i32 {
  let at = from;
  while (load<u32>(at) != MEM) {
    at = itemEnd(at);
    if (load<u8>(at) != COMMA) {
      value = UNKNOWN;
      return at;
    }
    at++;
  }
  at += 4;
  if (isEnd(at) || load<u8>(at) == COMMA) value = UNKNOWN;
  else at = sizeAt(at);
  if (at == ODD || (load<u8>(at) != COMMA && !isEnd(at))) return ODD;
  return fieldEnd(at);
}

/** Seconds of `[[D-]HH:]MM:SS[.mmm]`; unknown for nothing. */
function cpuTime(from: i32): i32 {
  if (isEnd(from)) {
    value = UNKNOWN;
    return from;
  }
  const first = digits(from);
  if (first == from || first - from > 9) return ODD;
  const leading = value;
  if (load<u8>(first) == DASH) {
    const hours = digits(first + 1);
    if (hours == first + 1 || hours - first > 10 || load<u8>(hours) != COLON) return ODD;
    return minutes(hours + 1, leading * 24 + value);
  }
  if (load<u8>(first) != COLON) return ODD;
  const second = twoDigits(first + 1);
  if (second == ODD) return ODD;
  if (load<u8>(second) == COLON) return seconds(second + 1, leading * 60 + value);
  return first - from <= 2 ? seconds(first + 1, leading) : ODD;
}

/** The rest of a time behind its hours. */
function minutes(from: i32, hours: f64): i32 {
  const end = twoDigits(from);
  return end != ODD && load<u8>(end) == COLON ? seconds(end + 1, hours * 60 + value) : ODD;
}

/** The rest of a time behind its minutes, with the fraction of a second that may come. */
function seconds(from: i32, minutes: f64): i32 {
  const end = twoDigits(from);
  if (end == ODD || value > 59) return ODD;
  const sum = minutes * 60 + value;
  if (load<u8>(end) != DOT) {
    value = sum;
    return isEnd(end) ? end : ODD;
  }
  const stop = digits(end + 1);
  const places = stop - end - 1;
  if (places == 0 || places > 3 || !isEnd(stop)) return ODD;
  value = sum + (value * ten(3 - places)) / 1000;
  return stop;
}

/** Digits over a power of ten are what JavaScript makes of the decimal text: both are exact, the quotient is rounded. */
function sizeAt(from: i32): i32 {
  let at = digits(from);
  let length = at - from;
  if (length == 0 || length > MOST_DIGITS) return ODD;
  let sum = value;
  if (load<u8>(at) == DOT) {
    const end = digits(at + 1);
    const places = end - at - 1;
    length += places;
    if (places == 0 || length > MOST_DIGITS) return ODD;
    sum = (sum * ten(places) + value) / ten(places);
    at = end;
  }
  const unit = load<f64>(UNITS + (<i32>load<u8>(at)) * 8);
  if (unit != 0) {
    sum *= unit;
    if (sum > GREATEST_WHOLE) return ODD;
    at++;
  }
  value = sum;
  return at;
}

function ten(power: i32): f64 {
  let product: f64 = 1;
  for (let left = power; left > 0; left--) product *= 10;
  return product;
}

function twoDigits(from: i32): i32 {
  const end = digits(from);
  return end - from == 2 ? end : ODD;
}

/** Behind digits, of which there may be none; of more than 18 the number is not theirs. */
function digits(from: i32): i32 {
  let at = from;
  let sum: i64 = 0;
  let digit: u32 = <u32>load<u8>(at) - <u32>ZERO;
  while (digit <= 9) {
    sum = sum * 10 + digit;
    digit = <u32>load<u8>(++at) - <u32>ZERO;
  }
  value = <f64>sum;
  return at;
}

function isEnd(at: i32): bool {
  const byte = load<u8>(at);
  return byte == PIPE || byte == NEWLINE;
}

/** Where a `|` or a newline comes next. */
function fieldEnd(from: i32): i32 {
  let at = from;
  let ends: i32;
  while ((ends = endsAt(v128.load(at))) == 0) at += 16;
  return at + ctz(ends);
}

/** Where a comma or the end of the field comes next. */
function itemEnd(from: i32): i32 {
  let at = from;
  let ends: i32;
  while ((ends = endsAt(v128.load(at)) | i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(COMMA)))) == 0) at += 16;
  return at + ctz(ends);
}

/** A bit for each byte that is a `|` or a newline. */
function endsAt(bytes: v128): i32 {
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(PIPE)), i8x16.eq(bytes, i8x16.splat(NEWLINE))));
}

/** Whether a text is known; its meaning is the value then. */
function find(table: i32, from: i32, to: i32): bool {
  const base = TABLES + table * TABLE_BYTES;
  const length = to - from;
  const hash = hashOf(from, to);
  let slot = hash & (SLOTS - 1);
  let number: i32;
  while ((number = load<i32>(base + slot * 4)) != 0) {
    slot = (slot + 1) & (SLOTS - 1);
    const entry = base + ENTRIES_AT + (number - 1) * ENTRY_BYTES;
    if (load<i32>(entry) != hash || load<i32>(entry, 8) != length) continue;
    if (!isSame(from, base + STORE_AT + load<i32>(entry, 4), length)) continue;
    value = load<f64>(entry, 16);
    return true;
  }
  return false;
}

function isSame(one: i32, other: i32, length: i32): bool {
  let at = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(one + at) != load<u64>(other + at)) return false;
  const rest: u64 = ((<u64>1) << ((length - at) * 8)) - 1;
  return ((load<u64>(one + at) ^ load<u64>(other + at)) & rest) == 0;
}

function hashOf(from: i32, to: i32): i32 {
  let hash: u64 = to - from;
  let at = from;
  for (; at + 8 <= to; at += 8) hash = mixed(hash, load<u64>(at));
  const rest: u64 = ((<u64>1) << ((to - at) * 8)) - 1;
  return <i32>mixed(hash, load<u64>(at) & rest);
}

function mixed(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * 0x9e3779b97f4a7c15;
  return product ^ (product >>> 32);
}

/**
 * SHA-1 (FIPS 180-4) of a text of at most 55 bytes, which fits into one block: SHA1_TEXT has it, SHA1_DIGEST then the
 * five words of its digest.
 */
export function sha1(length: i32): void {
  memory.fill(SHA1_TEXT + length, 0, 64 - length);
  store<u8>(SHA1_TEXT + length, 0x80);
  for (let i = 0; i < 15; i++) store<u32>(SHA1_WORDS + i * 4, bswap<u32>(load<u32>(SHA1_TEXT + i * 4)));
  store<u32>(SHA1_WORDS + 60, length * 8);
  for (let i = 16; i < 80; i++) {
    const word = SHA1_WORDS + i * 4;
    store<u32>(word, rotl<u32>(load<u32>(word - 12) ^ load<u32>(word - 32) ^ load<u32>(word - 56) ^ load<u32>(word - 64), 1));
  }
  let a: u32 = 0x67452301;
  let b: u32 = 0xefcdab89;
  let c: u32 = 0x98badcfe;
  let d: u32 = 0x10325476;
  let e: u32 = 0xc3d2e1f0;
  for (let i = 0; i < 20; i++) {
    const t = rotl<u32>(a, 5) + ((d ^ (b & (c ^ d))) + 0x5a827999) + e + load<u32>(SHA1_WORDS + i * 4);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = t;
  }
  for (let i = 20; i < 40; i++) {
    const t = rotl<u32>(a, 5) + ((b ^ c ^ d) + 0x6ed9eba1) + e + load<u32>(SHA1_WORDS + i * 4);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = t;
  }
  for (let i = 40; i < 60; i++) {
    const t = rotl<u32>(a, 5) + (((b & c) | (d & (b | c))) + 0x8f1bbcdc) + e + load<u32>(SHA1_WORDS + i * 4);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = t;
  }
  for (let i = 60; i < 80; i++) {
    const t = rotl<u32>(a, 5) + ((b ^ c ^ d) + 0xca62c1d6) + e + load<u32>(SHA1_WORDS + i * 4);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = t;
  }
  store<u32>(SHA1_DIGEST, a + 0x67452301);
  store<u32>(SHA1_DIGEST, b + 0xefcdab89, 4);
  store<u32>(SHA1_DIGEST, c + 0x98badcfe, 8);
  store<u32>(SHA1_DIGEST, d + 0x10325476, 12);
  store<u32>(SHA1_DIGEST, e + 0xc3d2e1f0, 16);
}
