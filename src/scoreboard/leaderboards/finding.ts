import { type StrangersFolder, strangersFolderText } from '../rollups/folder-owner.ts';

/** A file of a cluster that could not be read, or a folder that is no cluster's, and why. */
export type Finding = {
  readonly cluster: string;
  readonly file: string;
  readonly detail: string;
  /** True: nothing of it is counted, and nothing else waits for it. */
  readonly isLeftOut?: true;
};

/** What becomes of work that needed the file. */
const CONSEQUENCE = {
  boards: 'boards that need it stay as they were',
  table: 'what it holds is left out',
} as const;

/** A finding as one line. */
export function findingLine(
  { cluster, file, detail, isLeftOut }: Finding,
  of: keyof typeof CONSEQUENCE = 'boards',
): string {
  return `${cluster}: ${file}: ${detail}; ${CONSEQUENCE[isLeftOut ? 'table' : of]}`;
}

/** A folder that holds another cluster's history, as a finding. */
export function strangersFinding(stranger: StrangersFolder): Finding {
  const { name, folder } = stranger;
  return { cluster: name, file: folder, detail: strangersFolderText(stranger), isLeftOut: true };
}
