import type { CountingSettings } from '../../rollups/rollup-files.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { countAnew } from './remedies.ts';

/** Says when a month's numbers were made under different settings: then they do not compare with each other. */
export function findMixedSettings(
  look: ClusterLook,
  settings: readonly CountingSettings[],
  file: string,
): DoctorFinding[] {
  const [first, ...others] = settings;
  if (first === undefined || others.length === 0) return [];
  const keys = Object.keys(first) as (keyof CountingSettings)[];
  const changed = keys.flatMap((key) => {
    const values = [...new Set(settings.map((one) => JSON.stringify(one[key])))];
    return values.length === 1 ? [] : [`${key} ${values.join(' then ')}`];
  });
  const remedy = `Leave it if the change was meant; to have all of it counted under one setting, ${countAnew(look)}`;
  const what = `its numbers were made under ${settings.length} different settings: ${changed.join('; ')}`;
  return [{ cluster: look.cluster, level: 'warning', file, what, remedy }];
}
