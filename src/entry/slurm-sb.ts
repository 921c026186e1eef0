import { answerVersion } from '../platform/answer-version.ts';
import { keepCompiledCode } from '../platform/compile-cache.ts';

declare const SLURM_SB_VERSION: string;

if (!answerVersion('slurm-sb', SLURM_SB_VERSION)) {
  keepCompiledCode(import.meta.dirname);
  const { runScoreboard } = await import('../scoreboard/commands/run-scoreboard.ts');
  await runScoreboard({ version: SLURM_SB_VERSION, bundles: import.meta.dirname, random: Math.random });
}
