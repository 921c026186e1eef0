/** An ISO instant in UTC as people read it, to the minute: `2026-09-20 12:00 UTC`. */
export function utcText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
