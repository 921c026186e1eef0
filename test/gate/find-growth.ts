/** What was measured when a limit was set, and the limit. */
export type Limit = { readonly was: number; readonly limit: number };

/** A line for each number that is above its limit: what grew, from what to what, and where the limit is. */
export function findGrowth<Name extends string>(
  scenario: string,
  measured: Readonly<Record<NoInfer<Name>, number>>,
  limits: Readonly<Record<Name, Limit>>,
): string[] {
  const names = Object.keys(limits) as Name[];
  return names.flatMap((name) => {
    const { was, limit } = limits[name];
    const now = measured[name];
    if (now <= limit) return [];
    return [
      `${scenario}: ${name} grew from ${text(was)} to ${text(now)}; the limit is ${text(limit)} (test/gate/limits.ts)`,
    ];
  });
}

function text(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
