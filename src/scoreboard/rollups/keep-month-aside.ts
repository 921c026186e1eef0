import type { Month } from '../../domain/calendar.ts';
import { isErrno } from '../../platform/errno.ts';
import { keepingAside, quarantine } from '../../platform/quarantine.ts';
import type { ClusterLayout } from './root-layout.ts';

/** Keeps a month's files under their `.bad` names while they are replaced by ones that say less. */
export async function keepingMonthAside(
  { layout, month, nowMs }: { readonly layout: ClusterLayout; readonly month: Month; readonly nowMs: number },
  replace: () => Promise<void>,
): Promise<void> {
  await keepingAside(filesOf(layout, month), nowMs, replace);
}

/** Moves all files of a month aside, as `.bad`: nothing is known of it any more. */
export async function setMonthAside(layout: ClusterLayout, month: Month, nowMs: number): Promise<void> {
  for (const path of filesOf(layout, month)) {
    await quarantine(path, nowMs).catch((error: unknown) => {
      if (!isErrno(error, 'ENOENT')) throw error;
    });
  }
}

function filesOf(layout: ClusterLayout, month: Month): string[] {
  return [layout.monthly(month), layout.daily(month), layout.filter(month)];
}
