/**
 * The environment of every Slurm command: an allow-list, because SACCT_FORMAT, SLURM_CLUSTERS and others in a
 * user's environment change the answer. Times come as epoch seconds and array task lists whole.
 */
export function slurmEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  slurmConf: string | null,
): Record<string, string> {
  const conf = slurmConf ?? own.SLURM_CONF;
  return {
    PATH: own.PATH ?? '/usr/bin:/bin',
    HOME: own.HOME ?? '/',
    ...(conf === undefined ? {} : { SLURM_CONF: conf }),
    TZ: 'UTC',
    SLURM_TIME_FORMAT: '%s',
    LC_ALL: 'C.UTF-8',
    SLURM_BITSTR_LEN: '0',
  };
}
