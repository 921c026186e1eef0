/** Keys and what they do, in the order of the help and the manual. */
export type KeyBinding = { readonly keys: string; readonly does: string };

/** Every key of the board (spec U3). */
export const KEY_BINDINGS: readonly KeyBinding[] = [
  { keys: '↑ ↓  k j', does: 'one row up, down' },
  { keys: 'PgUp PgDn', does: 'one screen up, down' },
  { keys: 'Home End', does: 'first, last row' },
  { keys: 'Enter', does: 'page of the selected user; Esc goes back' },
  { keys: 'm M', does: 'next, previous metric' },
  { keys: 'w', does: 'next window: all time, 30 days, 365 days' },
  { keys: 'g G', does: 'next, previous cluster' },
  { keys: 'a', does: 'by user, by account' },
  { keys: 'Tab Shift-Tab', does: 'next, previous column (also → ←)' },
  { keys: 's S', does: 'sort by the column, reverse the order' },
  { keys: 'f', does: 'show only names that fit; * and ? fit the whole name' },
  { keys: '/  n N', does: 'search names; next, previous hit' },
  { keys: 'Esc', does: 'clear search and filter; back' },
  { keys: 'p', does: 'keep your own row in sight' },
  { keys: 'r', does: 'read the files again' },
  { keys: 'e', does: 'export what is shown as CSV' },
  { keys: 't', does: 'next theme' },
  { keys: '?', does: 'the help' },
  { keys: 'q', does: 'quit' },
  { keys: 'Ctrl-Z', does: 'stop; fg comes back' },
];
