#!/usr/bin/env bash
# Ends what up.sh started under BASE, by pid file, and waits until it has really ended.
# usage: test/slurm/down.sh BASE [--wipe]      nothing runs, or BASE is not there: fine, exit 0
# needs: root
# state: stays for the next up.sh, and so do running jobs, as when a site restarts its daemons (the next up.sh
#        finds them again); --wipe ends the jobs too and removes BASE. The Linux users stay.
# exit:  0 all ended, 1 something did not even end by SIGKILL, 2 usage, 3 not root
set -euo pipefail
# shellcheck source=test/slurm/lib.sh
. "$(dirname "$0")/lib.sh"

wipe=no base=
for a in "$@"; do
  case $a in
    --wipe) wipe=yes ;;
    -*) die 2 "unknown option $a; usage: down.sh BASE [--wipe]" ;;
    *) [ -z "$base" ] && base=$a || die 2 "usage: down.sh BASE [--wipe]" ;;
  esac
done
[ -n "$base" ] || die 2 "usage: down.sh BASE [--wipe]"
need_root
BASE=$(realpath -m -- "$base")
[ -e "$BASE" ] || { say "$BASE is not there: nothing to do"; exit 0; }
[ -e "$BASE/$MARK" ] || die 2 "$BASE was not made by up.sh; left alone"
exec 9>"$BASE/.lock"
flock -w 120 9 || die 1 "another up.sh or down.sh works on $BASE"

gone() { ! daemon "$1" "$2"; }
stop() { # pid-file name seconds
  local pid
  pid=$(daemon "$1" "$2") || return 0
  kill "$pid" 2>/dev/null || true
  if ! wait_for "$3" "the end of $2 ($pid)" gone "$1" "$2"; then
    say "SIGKILL for $2 ($pid)"
    kill -9 "$pid" 2>/dev/null || true
    wait_for 10 "the end of $2 ($pid) after SIGKILL" gone "$1" "$2" || return 1
  fi
  rm -f "$1"
  say "$2 ($pid) ended"
}

# slurmstepds of ours hold a log file of ours open; what they started hangs below them
stepds() {
  local p
  for p in $(pgrep -x slurmstepd || true); do
    ! readlink "/proc/$p"/fd/* 2>/dev/null | grep -qF -- "$BASE/log/" || echo "$p"
  done
}
below() {
  local p
  for p in $(pgrep -P "$1" || true); do below "$p"; echo "$p"; done
}
no_stepds() { [ -z "$(stepds)" ]; }

rc=0
if [ "$wipe" = yes ]; then
  for c in "${CLUSTERS[@]}"; do # the polite way first, while the daemons listen
    daemon "$BASE/run/slurmctld-$c.pid" slurmctld >/dev/null || continue
    jobs=$(timeout 10 env SLURM_CONF="$(conf "$c")" squeue -h -o %A 2>/dev/null | sort -u) || jobs=
    # shellcheck disable=SC2086
    [ -z "$jobs" ] || timeout 10 env SLURM_CONF="$(conf "$c")" scancel $jobs 2>/dev/null || true
  done
  if ! wait_for 10 "the end of the jobs" no_stepds; then
    for p in $(stepds); do
      # shellcheck disable=SC2046
      kill -9 $(below "$p") "$p" 2>/dev/null || true
    done
    wait_for 10 "the end of slurmstepd" no_stepds || rc=1
  fi
fi
while read -r f n; do
  case $n in mariadbd) s=60 ;; *) s=20 ;; esac
  stop "$f" "$n" "$s" || rc=1
done < <(daemons | tac)
[ "$rc" = 0 ] || die 1 "not everything ended; $BASE stays"

if [ "$wipe" = yes ]; then
  for c in "${CLUSTERS[@]}"; do # cgroups left empty by the jobs
    for d in /sys/fs/cgroup/memory/slurm_"$c"-n[12]; do
      [ ! -d "$d" ] || find "$d" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
  done
  rm -rf -- "$BASE"
  say "$BASE removed"
else
  running=$(stepds | wc -l)
  [ "$running" = 0 ] || say "$running job steps go on without daemons; --wipe ends them"
fi
