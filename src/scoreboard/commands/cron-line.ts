/** What a cron line polls. */
export type CronTarget = { readonly cluster: string; readonly root: string };

/** The crontab line that polls a cluster every ten minutes; crontab(5) gives `%` a meaning, so it is escaped. */
export function cronLine(launcher: string, { cluster, root }: CronTarget): string {
  const command = `${shellQuote(launcher)} poll --cluster ${shellQuote(cluster)} --root ${shellQuote(root)}`;
  return `*/10 * * * * ${command.replaceAll('%', '\\%')}`;
}

/** A text as one word of a POSIX shell, quoted only where it must be. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
