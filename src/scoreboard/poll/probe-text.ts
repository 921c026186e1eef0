import { humanAge } from '../../domain/human-age.ts';
import { humanValue } from '../../domain/human-value.ts';
import { NEEDED_COLUMNS } from '../sacct/columns.ts';
import type { ProbeReport } from './probe-report.ts';
import type { ProbedRoot } from './probe-root.ts';
import type { ProbedTool } from './probe-tools.ts';

/** A probe's findings as lines for people: what was looked at, and what was found. */
export function probeText(report: ProbeReport): string {
  const rows: [string, string][] = [
    ['slurm-sb', report.slurm_sb],
    ['node', report.node],
    ['TERM', report.term ?? 'not set'],
    ['host', report.host],
    ['user', report.user ?? 'a uid without a name'],
    ['time zone', report.time_zone],
    ...report.tools.map((tool): [string, string] => [tool.name, toolText(tool)]),
    ['cluster', clusterText(report)],
    ['columns', columnsText(report.columns)],
    ['PrivateData', privateText(report.private_data)],
    ['MaxQueryTimeRange', report.max_query_time_range ?? `not told${because(report.details.slurmdbd)}`],
    ['root', report.root === null ? 'none is set' : rootText(report.root)],
    ['rate', rateText(report.rate)],
    ['lock', lockText(report.lock)],
    ['accounting', accountingText(report.accounting)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join('');
}

function toolText({ path, version, detail }: ProbedTool): string {
  if (path === null) return 'not found';
  return `${path}  ${version ?? `no version: ${detail}`}`;
}

function clusterText({ cluster: { slurm_name, configured, agree }, details }: ProbeReport): string {
  const untold = `Slurm does not tell its name${because(details.slurmctld)}`;
  const own = slurm_name === null ? untold : `${slurm_name} (Slurm's own name)`;
  if (configured === null) return own;
  if (agree === false) return `${own}, but ${configured} is configured: poll would refuse (see --cluster-alias)`;
  return slurm_name === configured ? own : `${own}, configured as ${configured}`;
}

function columnsText(columns: ProbeReport['columns']): string {
  if (columns === null) return 'not told';
  const { known, missing } = columns;
  if (missing.length === 0) return `${known}, all that are wanted among them`;
  const needed = missing.filter((name) => NEEDED_COLUMNS.some((column) => column === name));
  const effect =
    needed.length === 0 ? 'their values stay unknown' : `without ${needed.join(', ')} no job can be counted`;
  return `${known}; missing: ${missing.join(', ')}; ${effect}`;
}

function privateText({ slurmctld, slurmdbd }: ProbeReport['private_data']): string {
  if (slurmctld === null && slurmdbd === null) return 'not told';
  return `${slurmdbd ?? 'not told'} (slurmdbd), ${slurmctld ?? 'not told'} (slurmctld)`;
}

function rootText({ path, state, free_bytes, total_bytes, detail }: ProbedRoot): string {
  const room =
    free_bytes === null || total_bytes === null ? '' : `, ${bytesText(free_bytes)} of ${bytesText(total_bytes)} free`;
  const states: Record<ProbedRoot['state'], string> = {
    usable: 'readable, writable',
    'read-only': 'readable, not writable for you: boards can be read, poll cannot write',
    missing: `not there; make it with slurm-sb init --root ${path}`,
    'no folder': 'no folder',
    'not readable': 'not readable for you',
  };
  return `${path}: ${states[state]}${room}${because(detail)}`;
}

function rateText({ limit_per_min, tokens, wait_seconds, reason, detail }: ProbeReport['rate']): string {
  const limit = `at most ${limit_per_min} ${limit_per_min === 1 ? 'call' : 'calls'} a minute`;
  if (detail !== null) return `${limit}; its state cannot be read: ${detail}`;
  if (tokens === null) return limit;
  const now = reason === null ? 'poll may ask now' : `poll waits ${wait_seconds} s (${reason})`;
  return `${limit}; ${tokens.toFixed(2)} tokens; ${now}`;
}

function lockText(lock: ProbeReport['lock']): string {
  if (lock === null) return 'needs a root and a cluster';
  if (lock.state === 'free') return 'free';
  const who =
    lock.owner === null ? 'somebody' : `pid ${lock.owner.pid} on ${lock.owner.host} since ${lock.owner.since}`;
  return `${lock.state} by ${who}, refreshed ${humanAge(lock.age_seconds)} ago`;
}

function accountingText({ state, detail, calls }: ProbeReport['accounting']): string {
  const asked = calls === 0 ? '' : ` (${calls} ${calls === 1 ? 'call' : 'calls'}, beside poll's rate)`;
  return `${state}: ${detail}${asked}`;
}

const bytesText = (bytes: number): string => humanValue(bytes / 1e6, 'megabytes');

const because = (detail: string | null): string => (detail === null ? '' : ` (${detail})`);
