import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { refuseStrangerPaths } from '../rollups/stranger-paths.ts';
import { askingOf } from './asking-of.ts';
import { assertRoot } from './assert-root.ts';
import { hideOptedOut } from './hide-opted-out.ts';
import { holdingCluster } from './holding-cluster.ts';
import { MonthVerification } from './month-verification.ts';
import { greetSlurm, openTick } from './open-tick.ts';
import { openPollLog } from './poll-log.ts';
import type { Surroundings } from './tick-surroundings.ts';
import type { Counting } from './veil.ts';
import type { Verification, VerifyRequest } from './verification.ts';

/**
 * Asks accounting for a month again and compares it with the rollup, by user and account (spec C10); with `repair` the
 * month is replaced by what accounting says. Throws ClusterHeldError, SacctFailure, and KnownError where it could not
 * be brought to its end.
 */
export async function verifyMonth(around: Surroundings, request: VerifyRequest): Promise<Verification> {
  const { config, cluster, layout } = request;
  const { clock, terminal } = around;
  await assertRoot(request.root);
  if ((await listFolders(layout.state)) === null) {
    throw new KnownError(
      `${cluster} was never polled here: slurm-sb poll --cluster ${cluster} comes first`,
      EXIT.usage,
    );
  }
  await refuseStrangerPaths({ root: request.root, whole: [cluster] });
  const log = await openPollLog({ clock, config, cluster, layout });
  const hold = { layout, cluster, clock, host: terminal.host, pid: terminal.pid, staleSeconds: config.lock_stale_sec };
  const verifying = holdingCluster(
    { ...hold, onLost: (error) => log.warn('lock lost', { detail: error.message }) },
    async () => {
      const asking = askingOf(around);
      const hide = async (store: ClusterStore): Promise<Counting> =>
        (await hideOptedOut(asking, request, { store, freshOnly: false })).counting;
      const work = { ...around, config, cluster, layout, log, hide, onSlice: () => undefined };
      const { facts, view } = await greetSlurm(work);
      const limits = { maxCalls: config.max_calls, deadlineMs: Infinity, patient: true, once: false, pauseMs: 0 };
      const tick = await openTick({ ...work, facts, view }, limits, () => undefined);
      return new MonthVerification(around, request, tick).run();
    },
  );
  return verifying.finally(log.close);
}
