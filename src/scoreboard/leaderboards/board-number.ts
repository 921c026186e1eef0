import { z } from 'zod';
import { readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { boardNumberFile } from '../rollups/root-layout.ts';

/** `number.json` of a leaderboards folder: the numbered file of its commits, replaced with the boards. */
export const boardNumberSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('board-number'),
  commit: z.int().positive().describe('how often the boards of this folder were replaced as a set'),
  asof: z.iso.datetime().describe('the instant of the boards that were made last'),
  made: z
    .object({
      of: z.string().describe('stands for all that the boards were made from, but for their instants'),
      boards: z.record(z.string(), z.string()).describe('the checksum of each file'),
    })
    .optional()
    .describe('of all boards of the folder; not there when they were made from files that changed meanwhile'),
});

export type BoardNumber = Omit<z.infer<typeof boardNumberSchema>, 'schema_version' | 'kind'>;

/** The bytes of the file. */
export function encodeBoardNumber({ commit, asof, made }: BoardNumber): Buffer {
  return sealJson(JSON.stringify({ schema_version: 1, kind: 'board-number', commit, asof, made }));
}

/**
 * The number of the boards in a folder; null where it is not there or cannot be trusted, as nothing is lost with it.
 * Throws KnownError (exit 5) for one that a newer version wrote.
 */
export async function readBoardNumber(folder: string): Promise<BoardNumber | null> {
  const path = boardNumberFile(folder);
  const read = await readCheckedJson(path, boardNumberSchema);
  if (read.ok) return read.value;
  if (read.fault === 'newer') throw new KnownError(`${path}: ${read.detail}`, EXIT.badRoot);
  return null;
}
