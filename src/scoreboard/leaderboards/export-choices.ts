/**
 * The tables that can be exported: `monthly` and `daily` have a row for each user and account, `users` one for each
 * user of a cluster, over all accounts and months.
 */
export const EXPORT_TABLES = ['monthly', 'daily', 'users'] as const;

/** The forms of an exported table; `prometheus` are the boards of one window in its place. */
export const EXPORT_FORMATS = ['csv', 'json', 'prometheus'] as const;
