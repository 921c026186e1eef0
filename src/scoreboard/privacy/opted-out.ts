/** The name under which everybody is counted who has opted out; no user of Linux holds parentheses. */
export const OPTED_OUT = '(opted-out)';

/** The name under which a user is counted. */
export type CountedName = (user: string) => string;

/** Counts these people under {@link OPTED_OUT}, everybody else under their own name. */
export function countedNames(hidden: { readonly has: (user: string) => boolean }): CountedName {
  return (user) => (hidden.has(user) ? OPTED_OUT : user);
}
