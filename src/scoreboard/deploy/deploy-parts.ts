import type { Clock } from '../../platform/clock.ts';
import { processFacts } from '../../platform/process-facts.ts';
import type { Terminal } from '../../platform/terminal.ts';
import type { Holder } from './hold-prefix.ts';
import type { Manifest } from './manifest.ts';

/** What all that changes a prefix needs. */
export type DeployParts = {
  readonly clock: Clock;
  readonly terminal: Pick<Terminal, 'host' | 'pid'>;
  readonly signal: AbortSignal;
};

/** Who changes a prefix now, as the history and the manifests say it. */
export function actorOf({ clock, terminal }: DeployParts): Manifest['deployed'] {
  return { at: nowIso(clock), by: processFacts().userName, host: terminal.host };
}

/** Who holds a prefix's lock from now on. */
export function holderOf({ clock, terminal, signal }: DeployParts): Holder {
  return { host: terminal.host, pid: terminal.pid, nowIso: nowIso(clock), signal };
}

function nowIso(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
