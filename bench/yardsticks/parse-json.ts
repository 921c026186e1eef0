/**
 * Reads files with JSON.parse, one after the other, and does nothing with them.
 * usage: node bench/yardsticks/parse-json.ts FILE...
 */
import { readFileSync } from 'node:fs';

for (const file of process.argv.slice(2)) JSON.parse(readFileSync(file, 'utf8'));
