import { join, sep } from 'node:path';
import { isClusterName } from '../../domain/cluster-name.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { effectiveUid, ownerBehind, type PathOwner, pathOwner } from '../../platform/path-owner.ts';
import { clusterLayout, mergedBoards } from './root-layout.ts';

/** A folder or file of a root by which somebody who is no maintainer could choose what we write or run. */
export type StrangerPath = { readonly path: string; readonly what: string; readonly remedy: string };

/** Whose paths are looked at: of every cluster the folders that a build of boards writes to, of `whole` all of a tick. */
export type OwnPaths = { readonly root: string; readonly whole: readonly string[] };

/** The superuser, who can do everything anyway. */
const SUPERUSER = 0;
const GROUP_WRITES = 0o020;
const ALL_WRITE = 0o002;

/**
 * Throws KnownError (exit 5) for the first path that {@link findStrangerPaths} names. To be called before anything is
 * written below a root: whoever is no maintainer cannot make such a path afterwards.
 */
export async function refuseStrangerPaths(paths: OwnPaths): Promise<void> {
  const [first] = await findStrangerPaths(paths);
  if (first === undefined) return;
  throw new KnownError(`${first.path}: ${first.what}; nothing was written. ${first.remedy}`, EXIT.badRoot);
}

/**
 * The paths of a root that are not its maintainers' own. Those are: who runs this, root, the owner of the root, and who
 * is of its group where that may write to it. Refused are folders and files of others; whatever everybody may write to;
 * and links, unless root or who runs this made them, or the root's owner did and they stay below the root: a link
 * decides where our rights are used.
 */
export async function findStrangerPaths({ root, whole }: OwnPaths): Promise<StrangerPath[]> {
  const top = await ownerBehind(root);
  if (top === null || top.kind !== 'folder') return [];
  const judge = new Judge(root, top);
  const clusters = ((await listFolders(join(root, 'clusters'))) ?? []).filter(isClusterName);
  const paths = [
    ...topPaths(root),
    ...new Set([...clusters, ...whole].flatMap((cluster) => clusterPaths(root, cluster))),
    ...whole.flatMap((cluster) => tickPaths(root, cluster)),
  ];
  const judged = await Promise.all(paths.map((path) => judge.look(path)));
  return [...judge.lookAtTop(), ...judged.flat()];
}

function topPaths(root: string): string[] {
  const names = ['config', 'config/config.yaml', 'config/policy.json', 'clusters'];
  return [...names.map((name) => join(root, name)), mergedBoards(root)];
}

function clusterPaths(root: string, cluster: string): string[] {
  const { base, state, boards } = clusterLayout(root, cluster);
  return [base, state, boards];
}

function tickPaths(root: string, cluster: string): string[] {
  const layout = clusterLayout(root, cluster);
  const { base, monthlyFolder, dailyFolder, users, logs, seen, lock, rebuild, verify } = layout;
  const folders = [
    join(base, 'agg'),
    join(base, 'agg/rollups'),
    monthlyFolder,
    dailyFolder,
    users,
    logs,
    seen,
    lock,
    rebuild,
    verify,
  ];
  return [...folders, layout.cursor, layout.rate, layout.health, layout.slurm, layout.derived, `${lock}.owner.json`];
}

class Judge {
  readonly #root: string;
  readonly #top: PathOwner;
  readonly #us = effectiveUid();

  constructor(root: string, top: PathOwner) {
    this.#root = root;
    this.#top = top;
  }

  lookAtTop(): StrangerPath[] {
    return (this.#top.mode & ALL_WRITE) === 0 ? [] : [openToAll(this.#root, this.#top)];
  }

  async look(path: string): Promise<StrangerPath[]> {
    const found = await pathOwner(path);
    if (found === null) return [];
    if (found.kind !== 'link') return this.#judge(path, found);
    if (!this.#isTrustedLink(found)) return [this.#strangeLink(path, found)];
    const behind = await ownerBehind(path);
    return behind === null ? [] : this.#judge(path, behind);
  }

  #judge(path: string, found: PathOwner): StrangerPath[] {
    if (!this.#isMaintainers(found)) {
      const what = `it belongs to uid ${found.uid}, who is no maintainer of ${this.#root}`;
      return [{ path, what, remedy: 'Look who made it and why, then remove it or give it to the owner of the root.' }];
    }
    return (found.mode & ALL_WRITE) === 0 ? [] : [openToAll(path, found)];
  }

  #isMaintainers({ uid, gid }: PathOwner): boolean {
    const isOfGroup = gid === this.#top.gid && (this.#top.mode & GROUP_WRITES) !== 0;
    return uid === this.#us || uid === SUPERUSER || uid === this.#top.uid || isOfGroup;
  }

  #isTrustedLink({ uid, target }: PathOwner): boolean {
    if (uid === this.#us || uid === SUPERUSER) return true;
    return uid === this.#top.uid && target !== null && `${target}${sep}`.startsWith(`${this.#top.target}${sep}`);
  }

  #strangeLink(path: string, { uid, target }: PathOwner): StrangerPath {
    const where = target === null ? 'to nowhere' : `to ${target}`;
    const what = `it is a link ${where}, made by uid ${uid}, who is neither you nor root`;
    const remedy = 'Look who made it and why, then remove it; a link that is to be there is to be made by root.';
    return { path, what, remedy };
  }
}

function openToAll(path: string, { mode }: PathOwner): StrangerPath {
  const what = `everybody may write to it (mode ${mode.toString(8).padStart(4, '0')})`;
  return { path, what, remedy: `Look what is in it that nobody of you made, then run chmod o-w ${path}.` };
}
