import type { Task } from './next-task.ts';

/** A task of which no more is asked for than accounting answers in one query; null: no limit is known. */
export function clipTask(task: Task, longestSeconds: number | null): Task {
  const { since, until } = task.interval;
  if (longestSeconds === null || until - since <= longestSeconds) return task;
  // Time before the covered one is read from its near end.
  const interval =
    task.kind === 'earlier' ? { since: until - longestSeconds, until } : { since, until: since + longestSeconds };
  return { ...task, interval };
}
