/** What to check, and what is handed on to vitest; or what is wrong with the arguments. */
export type CheckArgs =
  | { readonly ok: true; readonly only: readonly string[]; readonly vitest: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Reads `--only STEP[,STEP]` (it may be given again; without it: all steps); the rest is for vitest. */
export function parseCheckArgs(args: readonly string[], steps: readonly string[]): CheckArgs {
  const only: string[] = [];
  const vitest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === '--only') only.push(...(args[++index] ?? '').split(','));
    else if (arg.startsWith('--only=')) only.push(...arg.slice('--only='.length).split(','));
    else vitest.push(arg);
  }
  const unknown = only.filter((name) => !steps.includes(name));
  if (unknown.length > 0) {
    return { ok: false, message: `--only: no step is called '${unknown.join("', '")}'; steps: ${steps.join(', ')}` };
  }
  const chosen = only.length === 0 ? steps : only;
  if (vitest.length > 0 && !chosen.includes('vitest')) {
    return { ok: false, message: `${vitest.join(' ')}: only the step vitest takes arguments` };
  }
  return { ok: true, only: chosen, vitest };
}
