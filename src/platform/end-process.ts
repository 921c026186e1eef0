/** How Node calls requests to the file system that have not been answered. */
const FILE_REQUEST = /^FSReq/;

/**
 * Ends the process, with the exit code that was set when none is given, though a file is still being read. On a file
 * system that does not answer, process.exit would wait for that (Node joins its threads), and a user for the prompt:
 * then another program, which only ends with the code, takes the process's place, and that ends all of its threads.
 */
export function endProcess(code = Number(process.exitCode ?? 0)): never {
  const isReading = process.getActiveResourcesInfo().some((name) => FILE_REQUEST.test(name));
  if (isReading) process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
  process.exit(code);
}
