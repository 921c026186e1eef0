import type { ProcessEnd, RunProcess } from '../../src/platform/run-process.ts';

/** A run that accounting knows of; it used 2 CPUs for 60 s. */
export type KnownRun = { readonly id: number; readonly user: string; readonly account: string; readonly end: number };

const COLUMNS =
  'JobID User State ElapsedRaw AllocCPUS NNodes ReqMem MaxRSS AveRSS AllocTRES Submit Start End Eligible Account Partition QOS TimelimitRaw TotalCPU TRESUsageInTot';

/**
 * An accounting without a process of its own, for campaigns of many thousand ticks: answers sacct and scontrol of
 * `cluster` as Slurm 22.05 does for what the poll asks. `runs` are sorted by end; more may be pushed.
 */
export function smallAccounting(cluster: string, runs: readonly KnownRun[]): RunProcess {
  return async ({ args, onOutput }) => {
    onOutput(Buffer.from(answer(cluster, runs, args)));
    return { outcome: 'exited', exitCode: 0, signal: null, stderr: '' } satisfies ProcessEnd;
  };
}

function answer(cluster: string, runs: readonly KnownRun[], args: readonly string[]): string {
  if (args[0] === 'show') return `ClusterName             = ${cluster}\nPrivateData             = none\n`;
  if (args[0] === '--version') return 'slurm 22.05.8\n';
  if (args[0] === '--helpformat') return `${COLUMNS}\n`;
  if (args[0] === '-c') return emptyHomes(args);
  if (!args.includes('-S')) return '';
  const time = (flag: string): number => Number(args[args.indexOf(flag) + 1]!.slice('uts'.length));
  const [since, until] = [time('-S'), time('-E')];
  const shown = runs.filter(({ end }) => end >= since && end <= until);
  return shown.map(args.includes('JobID') ? ({ id }) => `${id}\n` : rowsOf).join('');
}

/** What the look into homes tells where nobody has a mark; its arguments end with the mark and the names. */
export function emptyHomes(args: readonly string[]): string {
  const mark = args.indexOf('.slurm_scoreboard_optout');
  return args
    .slice(mark + 1)
    .map((_, index) => `${index} in\n`)
    .join('');
}

/** The rows of a run as sacct prints them with all columns: the job and its batch step. */
function rowsOf({ id, user, account, end }: KnownRun): string {
  const start = end - 60;
  return (
    `${id}|${user}|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|${start - 40}|${start}|${end}|${start - 40}|${account}|cpu|normal|10|00:01:00|\n` +
    `${id}.batch||COMPLETED|60|2|1||5M|5M|cpu=2,mem=100M,node=1|${start}|${start}|${end}|||||||\n`
  );
}
