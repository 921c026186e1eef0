const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Whole seconds as sacct's Elapsed: `HH:MM:SS` or `D-HH:MM:SS`. Source: sacct(1). */
export function elapsedText(seconds: number): string {
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 86_400 ? clock : `${Math.floor(seconds / 86_400)}-${clock}`;
}

/**
 * CPU time in milliseconds as sacct's TotalCPU: `MM:SS.mmm` below an hour (`00:MM:SS` where no fraction is left),
 * else whole seconds as in {@link elapsedText}. Source: sacct(1); print.c of Slurm's sacct.
 */
export function cpuTimeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000;
  if (seconds >= 3600 || rest === 0) return elapsedText(seconds);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.${String(rest).padStart(3, '0')}`;
}
