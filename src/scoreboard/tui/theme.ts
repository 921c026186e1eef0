import type { Role } from './screen.ts';

/** How a role looks; both colours null: the terminal's own. */
export type Look = {
  /** `#rrggbb`, for terminals of 256 colours or more; null: `color16` there too. */
  readonly color: string | null;
  /** One of the 16 of every terminal, by SGR number: 30 to 37, 90 to 97. */
  readonly color16: number | null;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
};

/** What is behind a text; `color16` is an SGR number, 40 to 47 or 100 to 107. */
export type Ground = { readonly color: string; readonly color16: number };

/** The lines round a board. */
export type BorderName = 'double' | 'single' | 'none';

/** How the board looks and what it calls things. */
export type Theme = {
  readonly name: string;
  readonly border: BorderName;
  readonly looks: Readonly<Record<Role, Look>>;
  /** Behind everything; null: the terminal's own. */
  readonly background: Ground | null;
  /** `#rrggbb` behind the selected line where there are 256 colours or more; null, and elsewhere: the line is inverse. */
  readonly selection: string | null;
  readonly words: {
    /** Stands before the title; empty for none. */
    readonly crown: string;
    /** What a metric is called, such as `skill`. */
    readonly metric: string;
    /** What its value is called, such as `XP`; empty: by the metric alone. */
    readonly value: string;
  };
};
