import type { BoardRow } from '../../../domain/board.ts';
import { boardLayout, isLargeEnough } from '../board-layout.ts';
import type { TuiState } from '../tui-state.ts';
import type { DeluxeState, Motion, Track, Turn } from './deluxe-state.ts';

/** How often moving rows are drawn: twelve times in all. */
export const FRAME_MS = 50;

/** How long rows travel. */
const MOTION_MS = 600;

/** The motion that a new reading of the same board starts; null when no row that shows changes its place. */
export function startMotion(before: DeluxeState, after: TuiState): Motion | null {
  if (!after.fixed.isAnimated || !isLargeEnough(after) || after.page.kind !== 'board') return null;
  if (!isSameBoard(before, after) || before.rows.length === 0) return null;
  const tracks = tracksOf(before, after);
  return tracks.every(({ from, to }) => from === to) ? null : { tracks, startMs: null, share: 0 };
}

/** A motion at an instant, `runMs` milliseconds after the program's start; null when it is over. */
export function moveOn(motion: Motion, runMs: number): Motion | null {
  const startMs = motion.startMs ?? runMs - FRAME_MS;
  const share = (runMs - startMs) / MOTION_MS;
  return share >= 1 ? null : { ...motion, startMs, share: Math.max(0, share) };
}

/**
 * The rows of a table's lines during a motion, at most `lineCount`. They are in the order of the places that they have
 * reached, so that every line has one row: who overtakes pushes the others on, one line each.
 */
export function movingTracks({ tracks, share }: Motion, lineCount: number): Track[] {
  const eased = easeOut(share);
  const placed = tracks
    .map((track) => ({ track, at: track.from + (track.to - track.from) * eased }))
    .sort((a, b) => a.at - b.at || a.track.to - b.track.to);
  const above = placed.filter(({ at }) => at < -0.5).length;
  const first = Math.max(0, Math.min(above, placed.length - lineCount));
  return placed.slice(first, first + lineCount).map(({ track }) => track);
}

/** Fast at first, slow at the end: cubic. */
function easeOut(share: number): number {
  return 1 - (1 - share) ** 3;
}

function isSameBoard({ data }: TuiState, { data: { board } }: TuiState): boolean {
  const old = data.board;
  if (old === null || board === null) return false;
  return old.window === board.window && old.cluster === board.cluster && old.by === board.by;
}

function tracksOf(before: DeluxeState, after: TuiState): Track[] {
  const { rowCount } = boardLayout(after);
  const placeBefore = placesBefore(before);
  const olds = new Map(before.rows.map((row) => [row.name, row]));
  const track = (row: BoardRow, to: number): Track => {
    const from = Math.max(-1, Math.min(placeBefore.get(row.name) ?? rowCount, rowCount));
    return { row, from, to, turn: turnOf(olds.get(row.name), row, after) };
  };
  return after.rows.flatMap((row, index) => {
    const to = Math.max(-1, Math.min(index - after.top, rowCount));
    const found = track(row, to);
    // What was out of sight and still is has no part in it.
    return isInside(to, rowCount) || isInside(found.from, rowCount) ? [found] : [];
  });
}

function isInside(place: number, rowCount: number): boolean {
  return place >= 0 && place < rowCount;
}

/** Where each row was seen last, also in the middle of a motion. */
function placesBefore(before: DeluxeState): Map<string, number> {
  const places = new Map(before.rows.map(({ name }, index) => [name, index - before.top]));
  if (before.motion == null) return places;
  const moving = movingTracks(before.motion, boardLayout(before).rowCount);
  for (const [line, { row }] of moving.entries()) places.set(row.name, line);
  return places;
}

function turnOf(old: BoardRow | undefined, row: BoardRow, { metric }: TuiState): Turn | null {
  const [was, is] = [old?.ranks[metric.name], row.ranks[metric.name]];
  if (is === undefined || was === is) return null;
  if (was === undefined) return 'fresh';
  return is < was ? 'up' : 'down';
}
