import { runAnsweringProgram } from '../platform/answering-program.ts';
import { nowSeconds, systemClock } from '../platform/clock.ts';
import { KnownError } from '../platform/known-error.ts';
import { readIfThere } from '../platform/read-if-there.ts';
import { processTerminal } from '../platform/terminal.ts';
import { answerSacct } from '../scoreboard/demo/answer-sacct.ts';
import { answerScontrol } from '../scoreboard/demo/answer-scontrol.ts';
import { parseClusterConf } from '../scoreboard/demo/cluster-conf.ts';
import type { ToolCall } from '../scoreboard/demo/tool-call.ts';

/**
 * The Slurm commands of a synthetic cluster: `node demo-sacct.js sacct|scontrol ARGUMENTS`, with SLURM_CONF as the
 * path of the cluster's file. What it prints, and how it fails, is as the real ones do.
 */
const TOOLS: Readonly<Record<string, (call: ToolCall) => Iterable<string>>> = {
  sacct: answerSacct,
  scontrol: answerScontrol,
};

await runAnsweringProgram({
  name: ([tool = '']) => (Object.hasOwn(TOOLS, tool) ? tool : 'demo-sacct'),
  answer: async ([tool = '', ...args]) => {
    const answer = Object.hasOwn(TOOLS, tool) ? TOOLS[tool] : undefined;
    if (answer === undefined) throw new KnownError(`knows ${Object.keys(TOOLS).join(' and ')} only, not "${tool}"`);
    const { env } = processTerminal();
    const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const cluster = await readCluster(env.SLURM_CONF ?? '');
    return answer({ args, env, cluster, clockSeconds: nowSeconds(systemClock), timeZone });
  },
});

async function readCluster(path: string) {
  if (path === '') throw new KnownError('SLURM_CONF is not set: it is the path of the synthetic cluster’s file');
  const bytes = await readIfThere(path);
  if (bytes === null) throw new KnownError(`${path}: there is no such file (SLURM_CONF)`);
  return parseClusterConf(path, bytes.toString('utf8'));
}
