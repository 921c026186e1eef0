import type { Clock } from '../../../platform/clock.ts';
import type { FreeSpace } from '../../../platform/free-space.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import type { ScoreboardConfig } from '../../config/scoreboard-keys.ts';
import { ALL_CLUSTERS } from '../../leaderboards/list-clusters.ts';
import type { ForgottenPseudonyms } from '../../privacy/forgotten-pseudonyms.ts';
import type { AskingParts } from '../../privacy/names-of-uids.ts';
import { mergedBoards } from '../../rollups/root-layout.ts';
import { chooseClusters } from './choose-clusters.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { type ClusterExamination, examineCluster } from './examine-cluster.ts';
import { findBoardFaults } from './find-board-faults.ts';
import { findClockFaults } from './find-clock-faults.ts';
import { findBadFiles, findBoardLeftovers, findLoneLeftovers } from './find-leftovers.ts';
import { findModeFaults } from './find-mode-faults.ts';
import { findOptOutFaults } from './find-opt-out-faults.ts';
import { findRootFaults } from './find-root-faults.ts';
import { findSpaceFaults } from './find-space-faults.ts';
import { findStrangerFaults } from './find-stranger-faults.ts';
import { guarded } from './guarded.ts';
import { type KnownOptOuts, readKnownOptOuts } from './known-opt-outs.ts';
import { listTop } from './list-top.ts';

/** What doctor looks with. */
export type DoctorParts = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Asks the system who has opted out by a file. */
  readonly asking: AskingParts;
  /** This host's name. */
  readonly host: string;
  readonly freeSpace: (path: string) => Promise<FreeSpace>;
  /** How far the file server's clock is ahead, in milliseconds. */
  readonly clockSkewMs: (folder: string) => Promise<number>;
  /** The settings that hold for a cluster. Throws ConfigError. */
  readonly configOf: (cluster: string) => Promise<ScoreboardConfig>;
};

/** What to look at. */
export type DoctorRequest = {
  readonly root: string;
  /** Null: all. */
  readonly cluster: string | null;
  /** What the settings no longer say. */
  readonly forgotten?: ForgottenPseudonyms | null;
};

/** What was looked at, and what was found. */
export type RootExamination = {
  readonly root: string;
  readonly checked: { readonly clusters: readonly string[]; readonly months: number; readonly files: number };
  /** What could not be checked, and why. */
  readonly unchecked: readonly string[];
  readonly findings: readonly DoctorFinding[];
};

/**
 * Looks at a root and its clusters and says what is wrong (spec C11). Changes nothing (but
 * `clockSkewMs` has to write a file to learn the file server's time). Throws what `configOf` throws, and the
 * signal's reason.
 */
export async function examineRoot(parts: DoctorParts, request: DoctorRequest): Promise<RootExamination> {
  const { root } = request;
  const { findings, readable, writable } = await findRootFaults(root);
  if (!readable) {
    const checked = { clusters: [], months: 0, files: 0 };
    return { root, checked, unchecked: ['what is below the root'], findings };
  }
  const visit = new Visit(parts, request);
  visit.findings.push(...findings);
  await visit.lookAround(writable);
  await visit.lookAtClusters();
  await visit.lookAtTop();
  const clock = writable ? [] : ["the file server's clock, as you may not write to the root"];
  const unchecked = [...clock, ...visit.unchecked()];
  return { root, checked: visit.checked(), unchecked, findings: visit.findings };
}

class Visit {
  readonly findings: DoctorFinding[] = [];
  readonly #parts: DoctorParts;
  readonly #request: DoctorRequest;
  readonly #looked = new Map<string, ClusterExamination>();
  #top: readonly TreeEntry[] = [];
  #known: Promise<KnownOptOuts> | null = null;

  constructor(parts: DoctorParts, request: DoctorRequest) {
    this.#parts = parts;
    this.#request = request;
  }

  checked(): RootExamination['checked'] {
    const looked = [...this.#looked.values()];
    return {
      clusters: [...this.#looked.keys()],
      months: looked.reduce((sum, { months }) => sum + months, 0),
      files: looked.reduce((sum, { files }) => sum + files, this.#top.filter(({ kind }) => kind === 'file').length),
    };
  }

  unchecked(): string[] {
    return [...this.#looked.values()].flatMap(({ unchecked }) => unchecked);
  }

  async lookAround(writable: boolean): Promise<void> {
    const { clockSkewMs, freeSpace } = this.#parts;
    const { root } = this.#request;
    await this.#add(null, async () => findSpaceFaults(root, await freeSpace(root)));
    if (writable) await this.#add(null, async () => findClockFaults(root, await clockSkewMs(root)));
  }

  async lookAtClusters(): Promise<void> {
    const { root, cluster: wanted } = this.#request;
    const names: string[] = [];
    await this.#add(null, async () => {
      const chosen = await chooseClusters(root, wanted);
      names.push(...chosen.names);
      return chosen.findings;
    });
    await this.#add(null, () => findStrangerFaults(root, names));
    const { hidden, inAgain } = await this.#optOuts();
    for (const cluster of names) {
      const config = await this.#parts.configOf(cluster);
      await this.#add(cluster, async () => {
        const { clock, host, signal } = this.#parts;
        const place = { root, cluster, config, clock, host, signal, hidden, inAgain };
        const examination = await examineCluster(place);
        this.#looked.set(cluster, examination);
        return examination.findings;
      });
    }
  }

  async lookAtTop(): Promise<void> {
    const { root } = this.#request;
    await this.#add(null, () => this.#mergedBoardFaults());
    await this.#add(null, async () => findOptOutFaults(root, await this.#optOuts()));
    await this.#add(null, async () => findForgottenPseudonyms(this.#request.forgotten ?? null));
    await this.#add(null, async () => {
      this.#top = await listTop(root);
      return [
        ...findLoneLeftovers(null, this.#top, this.#parts.clock.nowMs()),
        ...findBoardLeftovers(
          { root, folder: mergedBoards(root), cluster: null },
          this.#top,
          this.#parts.clock.nowMs(),
        ),
        ...findBadFiles(null, this.#top),
        ...(await findModeFaults({ cluster: null, base: root, entries: this.#top })),
      ];
    });
  }

  #optOuts(): Promise<KnownOptOuts> {
    this.#known ??= readKnownOptOuts(this.#parts.asking, this.#request.root);
    return this.#known;
  }

  async #mergedBoardFaults(): Promise<readonly DoctorFinding[]> {
    const looked = [...this.#looked.values()].filter(({ months }) => months > 0);
    if (looked.length === 0) return [];
    const known = looked.flatMap(({ newestMs }) => (newestMs === null ? [] : [newestMs]));
    const { root } = this.#request;
    const newestMs = known.length === 0 ? null : Math.max(...known);
    return findBoardFaults({ root, folder: mergedBoards(root), cluster: null, name: ALL_CLUSTERS, newestMs });
  }

  async #add(cluster: string | null, check: () => Promise<readonly DoctorFinding[]>): Promise<void> {
    this.findings.push(...(await guarded({ cluster, file: this.#request.root }, check)));
  }
}

function findForgottenPseudonyms(forgotten: ForgottenPseudonyms | null): DoctorFinding[] {
  if (forgotten === null) return [];
  const { key, what, remedy } = forgotten;
  return [{ cluster: null, level: 'error', file: key, what: `${what}, and nothing is polled or shown`, remedy }];
}
