/** The forms in which `top` prints a board; table, markdown and html are for people, the others for programs. */
export const BOARD_FORMATS = ['table', 'csv', 'tsv', 'json', 'markdown', 'html'] as const;

/** One of {@link BOARD_FORMATS}. */
export type BoardFormat = (typeof BOARD_FORMATS)[number];

/** Whom the rows of a board are about. */
export const BOARD_SUBJECTS = ['user', 'account'] as const;
