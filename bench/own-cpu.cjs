// Writes what a process took of processors itself (user and system, all threads, not its children) into a file when
// it ends, in microseconds. Loaded with NODE_OPTIONS=--require.
if (require('node:worker_threads').isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    require('node:fs').appendFileSync(process.env.BENCH_CPU_FILE, `${user + system}\n`);
  });
}
