import { answerSacct } from '../../../src/scoreboard/demo/answer-sacct.ts';
import type { SyntheticCluster } from '../../../src/scoreboard/demo/synthetic-cluster.ts';

/** What the demo's sacct prints with epoch times. */
export function askDemo(cluster: SyntheticCluster, args: readonly string[]): string {
  const env = { SLURM_TIME_FORMAT: '%s' };
  return [...answerSacct({ args, env, cluster, clockSeconds: 0, timeZone: 'UTC' })].join('');
}

/** Its lines, the poll's way: ended states, all runs, no header. */
export function endedLines(
  cluster: SyntheticCluster,
  window: readonly [number, number],
  more: readonly string[],
): string[] {
  const [start, end] = window;
  const times = ['-S', `uts${start}`, '-E', `uts${end}`];
  const text = askDemo(cluster, ['-anPD', ...times, '-s', 'BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO', ...more]);
  return text.split('\n').slice(0, -1);
}
