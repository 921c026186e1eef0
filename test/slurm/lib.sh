# Shared by up.sh, down.sh, jobs.sh and million.sh; sourced, never run.
# shellcheck shell=bash disable=SC2034
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
unset SLURM_CONF SLURM_CLUSTERS SLURM_TIME_FORMAT SACCT_FORMAT SQUEUE_FORMAT SINFO_FORMAT
export LC_ALL=C.UTF-8
ME=$(basename "$0" .sh)
CLUSTERS=(hammer negishi)
TEST_USERS=(sbalice sbbob sbcarol sbdave sberin)
MARK=.slurm-sb-test # in BASE: this directory is ours, it may be wiped

say() { printf '%s: %s\n' "$ME" "$*" >&2; }
die() { # exit-code message...
  local rc=$1; shift
  say "error: $*"
  exit "$rc"
}

need_root() { [ "$(id -u)" = 0 ] || die 3 "must run as root (daemons of several Linux users are started); you are $(id -un)"; }

# need PROGRAM:PACKAGE...: all that is missing is named at once
need() {
  local p missing=() packages=()
  for p in "$@"; do
    command -v "${p%%:*}" >/dev/null && continue
    missing+=("${p%%:*}")
    [[ " ${packages[*]} " == *" ${p#*:} "* ]] || packages+=("${p#*:}")
  done
  [ ${#missing[@]} = 0 ] || die 3 "missing: ${missing[*]}; on Debian: apt-get install ${packages[*]}"
}

# wait_for SECONDS WHAT COMMAND...: asks ten times a second until COMMAND succeeds
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { say "gave up waiting for $what"; return 1; }
    sleep .1
  done
}

# daemon PIDFILE NAME: prints the pid when the file names a live process of that name that belongs to BASE
daemon() {
  local pid
  pid=$(cat "$1" 2>/dev/null) && [[ $pid =~ ^[0-9]+$ ]] || return 1
  [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] || return 1
  cat "/proc/$pid/cmdline" "/proc/$pid/environ" 2>/dev/null | tr '\0' '\n' | grep -qF -- "$BASE/" || return 1
  echo "$pid"
}

# every daemon as "pid-file name", in the order of starting
daemons() {
  local c
  echo "$BASE/munge/munged.pid munged"
  echo "$BASE/mysql/mariadbd.pid mariadbd"
  echo "$BASE/run/slurmdbd.pid slurmdbd"
  for c in "${CLUSTERS[@]}"; do
    echo "$BASE/run/slurmctld-$c.pid slurmctld"
    echo "$BASE/run/slurmd-$c-n1.pid slurmd"
    echo "$BASE/run/slurmd-$c-n2.pid slurmd"
  done
}

conf() { echo "$BASE/etc/$1/slurm.conf"; }
on() { # cluster command...
  local c=$1; shift
  SLURM_CONF=$(conf "$c") "$@"
}
sql() { mariadb --no-defaults -S "$BASE/mysql/mysqld.sock" --batch --skip-column-names "$@"; }

# for the scripts that want everything up already
base_is_up() {
  BASE=$(cd "$1" 2>/dev/null && pwd -P) && [ -e "$BASE/$MARK" ] || die 2 "$1 is no directory made by up.sh"
  local f n
  while read -r f n; do
    daemon "$f" "$n" >/dev/null || die 1 "$n does not run under $BASE; start it: $(dirname "$0")/up.sh $BASE"
  done < <(daemons)
}
