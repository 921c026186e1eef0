/** Modes of files and folders that hold names of users. */
export type FileModes = { readonly file: number; readonly folder: number };

/** For everybody to read (spec F7), or where people are shown by pseudonyms for the maintainers' group alone. */
export function fileModes({ pseudonyms }: { readonly pseudonyms: boolean }): FileModes {
  return pseudonyms ? { file: 0o660, folder: 0o2770 } : { file: 0o664, folder: 0o2775 };
}
