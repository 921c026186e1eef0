const STEPS = [
  ['day', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** An age in seconds by its greatest unit, rounded down: `3 days`, `1 day`, `5 h`, `12 min`, `40 s`. Below 0: `0 s`. */
export function humanAge(ageSeconds: number): string {
  const age = Math.max(0, Math.floor(ageSeconds));
  const [name, length] = STEPS.find(([, seconds]) => age >= seconds) ?? ['s', 1];
  const count = Math.floor(age / length);
  return `${count} ${name === 'day' && count !== 1 ? 'days' : name}`;
}
