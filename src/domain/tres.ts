/**
 * The value of one entry of a TRES text (`billing=2,cpu=2,mem=500M,node=1`), null when it is not there.
 * Source: slurm.conf(5), AccountingStorageTRES.
 */
export function tresValue(text: string, name: string): string | null {
  for (const token of text.split(',')) {
    if (token.startsWith(name) && token[name.length] === '=') return token.slice(name.length + 1);
  }
  return null;
}

/**
 * GPUs of a job from AllocTRES; null when a count cannot be read, 0 when it names none.
 *
 * `gres/gpu=N` counts GPUs of any type and `gres/gpu:TYPE=N` repeat some of them, so the result is the untyped
 * count when it covers the sum of the typed ones, else both added. `names` are the GRES that are GPUs at this
 * site. Source: slurm.conf(5), AccountingStorageTRES.
 */
export function gpuCount(allocTres: string, names: readonly string[] = ['gpu']): number | null {
  if (!allocTres.includes('gres/')) return 0;
  let untyped = 0;
  let typed = 0;
  for (const token of allocTres.split(',')) {
    const gres = splitGres(token);
    if (gres === null || !names.includes(gres.name)) continue;
    if (!/^\d+$/.test(gres.count)) return null;
    if (gres.typed) typed += Number(gres.count);
    else untyped += Number(gres.count);
  }
  const gpus = untyped >= typed ? untyped : untyped + typed;
  return Number.isSafeInteger(gpus) ? gpus : null;
}

const GRES = /^gres\/([^:=]+)(:[^=]*)?=(.*)$/;

function splitGres(token: string): { name: string; typed: boolean; count: string } | null {
  const match = GRES.exec(token);
  return match === null ? null : { name: match[1] ?? '', typed: match[2] !== undefined, count: match[3] ?? '' };
}
