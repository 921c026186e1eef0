import type { Month } from '../../../domain/calendar.ts';
import type { ClusterLook } from './cluster-look.ts';

/** A month of a cluster, and the remedy for most that can be wrong with its files. */
export type MonthPlace = { readonly look: ClusterLook; readonly month: Month; readonly remedy: string };
