import { threadCall } from '../platform/thread.ts';
import { type RowsThreadData, readBlocks } from '../scoreboard/records/rows-thread.ts';
import { CountedBeside, type CountingRules } from '../scoreboard/rollups/counted-beside.ts';

/** The thread that reads rows of a large file, and adds up what is sure, beside the one that counts them. */
const { data, post } = threadCall<RowsThreadData<CountingRules>>();
readBlocks(data, { beside: new CountedBeside(data.beside), post });
