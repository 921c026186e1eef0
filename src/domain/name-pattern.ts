/**
 * A test for names, upper and lower case alike: a text with `*` (any characters) or `?` (any one character) is to fit
 * the whole name, any other text is to occur somewhere in it.
 */
export function namePattern(text: string): (name: string) => boolean {
  const pattern = text.toLowerCase();
  if (!/[*?]/.test(pattern)) return (name) => name.toLowerCase().includes(pattern);
  return (name) => fits(pattern, name.toLowerCase());
}

/** Greedy with one step back, the last star: at most length of the pattern times length of the name steps. */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      taken = index;
    } else if (pattern[at] === '?' || pattern[at] === name[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
