import { answerVersion } from '../platform/answer-version.ts';
import { keepCompiledCode } from '../platform/compile-cache.ts';

declare const SLURM_SB_VERSION: string;

if (!answerVersion('slurm-sb-tui', SLURM_SB_VERSION)) {
  keepCompiledCode(import.meta.dirname);
  const { runViewer } = await import('../scoreboard/commands/run-viewer.ts');
  await runViewer({ version: SLURM_SB_VERSION, bundles: import.meta.dirname });
}
