/** A file of a cluster that could not be read, and why. */
export type Finding = { readonly cluster: string; readonly file: string; readonly detail: string };

/** What becomes of work that needed the file. */
const CONSEQUENCE = {
  boards: 'boards that need it stay as they were',
  table: 'what it holds is left out',
} as const;

/** A finding as one line. */
export function findingLine({ cluster, file, detail }: Finding, of: keyof typeof CONSEQUENCE = 'boards'): string {
  return `${cluster}: ${file}: ${detail}; ${CONSEQUENCE[of]}`;
}
