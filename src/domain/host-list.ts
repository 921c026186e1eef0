/** Names in a host list at most: as many nodes as Slurm itself allows (slurm.conf(5), MaxNodeCount). */
const MOST_HOSTS = 65_536;

/** Names of nodes, or what is wrong: with which term, the how manieth of the list, from 1 on. */
export type HostList =
  | { readonly ok: true; readonly names: string[] }
  | { readonly ok: false; readonly term: string; readonly position: number; readonly reason: string };

/** What stands in brackets: the names' next parts, as ranges of numbers padded to a width. */
type Range = { readonly from: number; readonly to: number; readonly width: number };
type Part = string | readonly Range[];

/** A number of more digits is no node's; it would not be exact. */
const MOST_DIGITS = 15;

/**
 * The names of a host list as Slurm writes it: `n1,node[01-04,07]`, `r[0-1]n[00-03]`, `a[1-2]b`. Leading zeros are kept,
 * so is the order; a name that comes again is left out. The last bracket turns fastest, as with
 * `scontrol show hostnames`.
 */
export function expandHostList(text: string): HostList {
  const names = new Set<string>();
  for (const [index, term] of termsOf(text).entries()) {
    const parts = partsOf(term);
    const reason = typeof parts === 'string' ? parts : tooMany(parts);
    if (reason !== null || typeof parts === 'string') {
      return { ok: false, term, position: index + 1, reason: reason ?? '' };
    }
    for (const name of product(parts)) names.add(name);
    if (names.size > MOST_HOSTS) return { ok: false, term, position: index + 1, reason: TOO_MANY };
  }
  return { ok: true, names: [...names] };
}

const TOO_MANY = `there are more than ${MOST_HOSTS} names`;

/** Parts of the text between commas that stand outside of brackets. */
function termsOf(text: string): string[] {
  const terms: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']') depth--;
    else if (text[at] === ',' && depth <= 0) {
      terms.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...terms, text.slice(start)];
}

/** The parts of a term, or what is wrong with it. */
function partsOf(term: string): Part[] | string {
  if (term === '') return 'it is empty';
  const parts: Part[] = [];
  for (let at = 0; at < term.length; ) {
    const open = term.indexOf('[', at);
    const plain = term.slice(at, open < 0 ? undefined : open);
    if (plain.includes(']')) return 'a ] has no [';
    if (/[\s\p{Cc}]/u.test(plain)) return 'it has a space or a control character';
    if (plain !== '') parts.push(plain);
    if (open < 0) break;
    const close = term.indexOf(']', open);
    if (close < 0) return 'a [ has no ]';
    const ranges = rangesOf(term.slice(open + 1, close));
    if (typeof ranges === 'string') return ranges;
    parts.push(ranges);
    at = close + 1;
  }
  return parts;
}

function rangesOf(text: string): Range[] | string {
  const ranges: Range[] = [];
  for (const item of text.split(',')) {
    const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(item) ?? [];
    if (from === '')
      return `[${text}] has ${item === '' ? 'an empty item' : item}, which is no number nor a range of numbers`;
    if (from.length > MOST_DIGITS || to.length > MOST_DIGITS) return `${item} has more than ${MOST_DIGITS} digits`;
    if (Number(from) > Number(to)) return `the range ${item} ends before it begins`;
    ranges.push({ from: Number(from), to: Number(to), width: from.length });
  }
  return ranges;
}

/** Counted before any name is made. */
function tooMany(parts: readonly Part[]): string | null {
  let count = 1;
  for (const part of parts) {
    if (typeof part !== 'string') count *= part.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    if (count > MOST_HOSTS) return TOO_MANY;
  }
  return null;
}

function product(parts: readonly Part[]): string[] {
  let names = [''];
  for (const part of parts) {
    const endings = typeof part === 'string' ? [part] : numbersOf(part);
    names = names.flatMap((name) => endings.map((ending) => name + ending));
  }
  return names;
}

function numbersOf(ranges: readonly Range[]): string[] {
  return ranges.flatMap(({ from, to, width }) =>
    Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(width, '0')),
  );
}
