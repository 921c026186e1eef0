/** A stop that has not come about after this: the process group is orphaned, the system stops none of those. */
const STOP_LIMIT_MS = 300;

/**
 * Stops this process and the others of its job as Ctrl-Z does (termios(3), SUSP), and resolves when they go on
 * (`fg`, SIGCONT), or soon where there is no shell that could make them go on. No listener for SIGTSTP may be set.
 */
export function stopJob(): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(timer);
      process.off('SIGCONT', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, STOP_LIMIT_MS);
    process.on('SIGCONT', goOn);
    // A launcher or npm above us must stop too, or the shell would go on waiting for it.
    process.kill(0, 'SIGTSTP');
  });
}
