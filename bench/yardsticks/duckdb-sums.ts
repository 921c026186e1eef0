/**
 * The same sums by user, account and UTC day, by DuckDB on two threads: it reads the file as CSV with types given, and
 * groups. Prints how many groups there are, and with --print each of them as JSON.
 * usage: node bench/yardsticks/duckdb-sums.ts FILE [--print]
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { ALL_COLUMNS } from '../../src/scoreboard/sacct/columns.ts';

const NUMBERS = new Set<string>(['ElapsedRaw', 'AllocCPUS', 'NNodes', 'Submit', 'End']);

const [file = '', print] = process.argv.slice(2);
const columns = ALL_COLUMNS.map((name) => `'${name}': '${NUMBERS.has(name) ? 'BIGINT' : 'VARCHAR'}'`).join();
const database = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await database.connect();
const answer = await connection.runAndReadAll(`
  select "User" as "user", Account as account, "End" // 86400 as day, count(*) as jobs,
    count(*) filter (State in ('FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT')) as failed_jobs, sum(ElapsedRaw) as elapsed_seconds,
    sum(ElapsedRaw * AllocCPUS) as cpu_seconds, sum(ElapsedRaw * NNodes) as node_seconds
  from read_csv('${file.replaceAll("'", "''")}', delim = '|', header = false, quote = '', escape = '',
    auto_detect = false, columns = {${columns}})
  where not contains(JobID, '.') group by all`);
if (print === '--print') {
  for (const row of answer.getRowObjectsJson()) process.stdout.write(`${JSON.stringify(row)}\n`);
} else process.stdout.write(`${answer.currentRowCount} groups\n`);
