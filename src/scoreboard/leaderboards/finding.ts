/** A file of a cluster that could not be read, and why; what it holds is missing from the boards. */
export type Finding = { readonly cluster: string; readonly file: string; readonly detail: string };

/** A finding as one line. */
export function findingLine({ cluster, file, detail }: Finding): string {
  return `${cluster}: ${file}: ${detail}; what it holds is left out`;
}
