/** What the mouse does, as the help says it; see updateMouse. */
export const MOUSE_HELP: readonly (readonly [term: string, meaning: string])[] = [
  ['heading', 'sorts by that column; again: in the other order'],
  ['row', 'selects it; again: opens the page of the user'],
  ['key below', 'does what the key does'],
  ['wheel', 'scrolls three rows'],
  ['Shift', 'with the mouse selects text, as most terminals have it'],
];
