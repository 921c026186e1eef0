/** Something that doctor found, and what to do about it. */
export type DoctorFinding = {
  /** Null: it is the root's, not one cluster's. */
  readonly cluster: string | null;
  /** `error`: numbers or boards are wrong or missing, or polling does not work; `warning`: they may come to be. */
  readonly level: 'error' | 'warning';
  /** The file or folder, as an absolute path; null where it is none. */
  readonly file: string | null;
  readonly what: string;
  /** One sentence. */
  readonly remedy: string;
};
