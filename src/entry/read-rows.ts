import { threadCall } from '../platform/thread.ts';
import { type RowsThreadData, readBlocks } from '../scoreboard/records/rows-thread.ts';

/** The thread that reads rows of a large file beside the one that counts them. */
const { data, post } = threadCall<RowsThreadData>();
readBlocks(data, post);
