#!/usr/bin/env bash
# Puts jobs of every kind into the accounting of both clusters, as several Linux users, and waits until they ended.
# usage: test/slurm/jobs.sh BASE [--fast]     one job of every kind per cluster; --fast: the one with a time limit
#                                             is ended early by root (elapsed stays below the limit)
#        test/slurm/jobs.sh BASE --more N     N more quick jobs, spread over users and clusters
# needs: up.sh BASE, root
# then:  one RUNNING and one PENDING job per cluster are left alive (not doubled by a second call)
# exit:  0 every job ended as it should, 1 one did not (named), 2 usage, 3 not root
set -euo pipefail
# shellcheck source=test/slurm/lib.sh
. "$(dirname "$0")/lib.sh"

usage="usage: jobs.sh BASE [--fast | --more N]"
[ $# -ge 1 ] && [[ $1 != -* ]] || die 2 "$usage"
fast=no more=0
case "${2:-}" in
  '') [ $# = 1 ] || die 2 "$usage" ;;
  --fast) [ $# = 2 ] || die 2 "$usage"; fast=yes ;;
  --more) [ $# = 3 ] && [[ $3 =~ ^[1-9][0-9]{0,5}$ ]] || die 2 "$usage; N from 1 to 999999"; more=$3 ;;
  *) die 2 "$usage" ;;
esac
need_root
need sbatch:slurm-client perl:perl-base
base_is_up "$1"
cd /tmp # the users have no home; jobs run here
began=$(date +%s)

as() { # cluster user command...
  local c=$1 u=$2
  shift 2
  runuser -u "$u" -- env SLURM_CONF="$(conf "$c")" "$@"
}

# ids[cluster]: what this call waits for; want[cluster/id]: the states its rows must have, sorted; kind[...]: its name
declare -A ids=([hammer]='' [negishi]='') want kind
expect() { # cluster id kind states
  ids[$1]+="$2 "
  kind[$1/$2]=$3
  want[$1/$2]=$4
}
# submit CLUSTER USER KIND STATES SBATCH-ARGUMENTS... with the script on stdin; sets $id; STATES of - is not waited for
submit() {
  local c=$1 u=$2 k=$3 states=$4
  shift 4
  id=$(as "$c" "$u" sbatch --parsable -o /dev/null -J "$k" "$@") || die 1 "sbatch refused '$k' of $u on $c"
  [ "$states" = - ] || expect "$c" "$id" "$k" "$states"
  printf '%-8s %6s %-8s %s\n' "$c" "$id" "$u" "${k@Q}"
}
sh_job() { # the same with a one-line script as last argument
  submit "${@:1:$#-1}" <<<$'#!/bin/sh\n'"${!#}"
}

state_is() { [ "$(on "$1" squeue -h -j "$2" -o %T 2>/dev/null)" = "$3" ]; }
await_state() { wait_for 60 "job $2 of $1 to be $3" state_is "$1" "$2" "$3" || die 1 "job $2 of $1 is $(on "$1" squeue -h -j "$2" -o '%T (%r)')"; }
# unfinished CLUSTER: those of ours that are still in the queue, pending arrays and het components included
unfinished() {
  on "$1" squeue -h -o '%F %K %i' | awk -v ours="${ids[$1]}" 'BEGIN { n = split(ours, a, " "); for (i = 1; i <= n; i++) own[a[i]] = 1 }
    { root = $3; sub(/[_+].*/, "", root); if (root in own) left++ } END { print left + 0 }'
}
# recorded CLUSTER: has slurmctld handed everything to slurmdbd?
recorded() { on "$1" sdiag | grep -Eq 'DBD Agent queue size: 0$'; }

wait_all() { # seconds
  local end=$((SECONDS + $1)) c left text
  while :; do
    left=0 text=
    for c in "${CLUSTERS[@]}"; do
      n=$(unfinished "$c")
      left=$((left + n)) text+=" $c $n,"
    done
    [ -t 2 ] && printf '\rjobs: %4d s, still to end:%s   ' "$(($(date +%s) - began))" "${text%,}" >&2
    [ "$left" = 0 ] && break
    [ "$SECONDS" -lt "$end" ] || { [ ! -t 2 ] || echo >&2; die 1 "after $1 s there are still jobs to end:${text%,}"; }
    [ -t 2 ] || [ $((SECONDS % 10)) != 0 ] || say "$(($(date +%s) - began)) s, still to end:${text%,}"
    sleep 1
  done
  [ ! -t 2 ] || echo >&2
  for c in "${CLUSTERS[@]}"; do wait_for 60 "$c's records to reach slurmdbd" recorded "$c" || exit 1; done
}

counts() { # job rows by state; what overlaps the time since this call began
  for c in "${CLUSTERS[@]}"; do
    printf '%s:' "$c"
    on "$c" env TZ=UTC sacct -aXDnP -S "uts$began" -E "uts$(($(date +%s) + 1))" -o State |
      awk '{ n[$1]++ } END { for (s in n) print s, n[s] }' | sort | awk '{ printf " %s %d", $1, $2 } END { print "" }'
  done
}

# --- more quick jobs -------------------------------------------------------------------------------------
if [ "$more" -gt 0 ]; then
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  for ((i = 0; i < ${#CLUSTERS[@]} * ${#TEST_USERS[@]}; i++)); do
    c=${CLUSTERS[i % 2]} u=${TEST_USERS[i / 2]}
    n=$((more / 10 + (i < more % 10)))
    [ "$n" -gt 0 ] || continue
    # shellcheck disable=SC2016
    as "$c" "$u" sh -c 'i=0; while [ $i -lt '"$n"' ]; do
      sbatch --parsable -o /dev/null -J more --mem=20 --wrap "sleep $((i % 2))" || exit 1; i=$((i + 1)); done' >"$made/$c.$u" &
    [ $((i % 2)) = 0 ] || wait # one at a time on each cluster
  done
  wait
  for c in "${CLUSTERS[@]}"; do ids[$c]=$(cat "$made/$c".* 2>/dev/null | tr '\n' ' ' || true); done
  got=$(wc -w <<<"${ids[*]}")
  [ "$got" = "$more" ] || die 1 "sbatch took $got of $more jobs"
  say "$more jobs submitted after $(($(date +%s) - began)) s"
  wait_all $((120 + more))
  counts
  say "done in $(($(date +%s) - began)) s"
  exit 0
fi

# --- one of every kind -----------------------------------------------------------------------------------
hold() { # shell text: holds $1 MB for $2 s, so that the memory sampled each second shows it
  # shellcheck disable=SC2016
  printf 'perl -e '\''$x = "x"; $x x= %d << 20; sleep %d'\' "$1" "$2"
}
declare -A timeout requeue owner root wait_cpu wait_begin held suspend victim

for c in "${CLUSTERS[@]}"; do # first what kills the whole node, while nobody else is on it
  if [ -n "$(on "$c" squeue -h)" ]; then
    say "$c is not empty: no NODE_FAIL this time"
    continue
  fi
  sh_job "$c" sbdave node-fail NODE_FAIL --no-requeue 'sleep 300'
  await_state "$c" "$id" RUNNING
  on "$c" scontrol update NodeName="$c-n1" State=DOWN Reason=test
  gone() { [ -z "$(on "$c" squeue -h)" ]; }
  wait_for 30 "the end of the failed job" gone || exit 1
  back() { # ReturnToService may have brought it back before us; then resume is refused
    on "$c" scontrol update NodeName="$c-n1" State=RESUME || true
    [ "$(on "$c" sinfo -h -n "$c-n1" -p debug -o %T)" = idle ]
  }
  wait_for 60 "$c-n1 to come back" back || exit 1
done

for c in "${CLUSTERS[@]}"; do # then what takes long
  sh_job "$c" sbbob timeout TIMEOUT -t 1 'sleep 600'
  timeout[$c]=$id
  # shellcheck disable=SC2016
  sh_job "$c" sbalice requeue COMPLETED,REQUEUED --requeue '[ -n "$SLURM_RESTART_COUNT" ] || sleep 600; sleep 1'
  requeue[$c]=$id
  sh_job "$c" sbalice cancel-by-owner CANCELLED 'sleep 600'
  owner[$c]=$id
  sh_job "$c" sbcarol cancel-by-root CANCELLED -A geo 'sleep 600'
  root[$c]=$id
  sh_job "$c" sbdave preempted PREEMPTED -p spare --gres=gpu:4 'sleep 600'
  victim[$c]=$id
done

for c in "${CLUSTERS[@]}"; do # all of them run before anything waits for CPUs: whoever waits keeps lower partitions from starting
  for id in "${timeout[$c]}" "${requeue[$c]}" "${owner[$c]}" "${root[$c]}" "${victim[$c]}"; do await_state "$c" "$id" RUNNING; done
  on "$c" scontrol requeue "${requeue[$c]}"
  as "$c" sbalice scancel "${owner[$c]}"
  on "$c" scancel "${root[$c]}"
  sh_job "$c" sberin suspend COMPLETED 'sleep 4'
  suspend[$c]=$id
  await_state "$c" "$id" RUNNING
  on "$c" scontrol suspend "$id"
  # may start in 3 s with a limit of 60, but must have ended 61 s from now
  sh_job "$c" sberin deadline DEADLINE -t 1 --begin=now+3 --deadline=now+61seconds 'sleep 600'
  sh_job "$c" sbdave cancel-while-waiting - -N 1 -n 16 'true'
  wait_cpu[$c]=$id
  sh_job "$c" sbdave cancel-before-begin - --begin=tomorrow 'true'
  wait_begin[$c]=$id
  sh_job "$c" sberin cancel-held - --hold 'true'
  held[$c]=$id
done

for c in "${CLUSTERS[@]}"; do
  # asks for GPUs that the victim holds
  sh_job "$c" sberin gpu-urgent COMPLETED -p urgent --gres=gpu:a100:2 'sleep 1'
  await_state "$c" "${wait_cpu[$c]}" PENDING
  eligible() { [ "$(on "$c" squeue -h -j "${wait_cpu[$c]}" -o %r)" != None ]; }
  wait_for 30 "job ${wait_cpu[$c]} of $c to wait for CPUs" eligible || exit 1
  as "$c" sbdave scancel "${wait_cpu[$c]}"
  expect "$c" "${wait_cpu[$c]}" cancel-while-waiting CANCELLED
  # these two were never eligible: 22.05 shows them with -j, not in a window
  as "$c" sbdave scancel "${wait_begin[$c]}"
  expect "$c" "${wait_begin[$c]}" cancel-before-begin CANCELLED
  as "$c" sberin scancel "${held[$c]}"
  expect "$c" "${held[$c]}" cancel-held CANCELLED
done

for c in "${CLUSTERS[@]}"; do
  sh_job "$c" sbalice completed COMPLETED 'sleep 1'
  sh_job "$c" sbdave completed-at-once COMPLETED 'true'
  i=0
  for x in 1 2 42 126 127 137; do
    sh_job "$c" "${TEST_USERS[i++ % 5]}" "exit-$x" FAILED "exit $x"
  done
  # shellcheck disable=SC2016
  sh_job "$c" sbbob kill-9-itself FAILED 'kill -9 $$'
  sh_job "$c" sbbob exit-137-of-a-child FAILED "sh -c 'kill -9 \$\$'"
  sh_job "$c" sberin memory COMPLETED --mem=300 "$(hold 120 3)"
  sh_job "$c" sberin mem-per-cpu COMPLETED -n 4 --mem-per-cpu=150 "$(hold 60 2)"
  sh_job "$c" sbcarol mem-whole-job COMPLETED -n 2 --mem=1G 'sleep 1'
  sh_job "$c" sbcarol two-nodes COMPLETED -A geo -p wide -N 2 -n 3 --mem=200 'srun sleep 1'
  sh_job "$c" sbcarol gpu-typed COMPLETED --gres=gpu:a100:2 'sleep 1'
  sh_job "$c" sbcarol gpu-untyped COMPLETED -A geo --gres=gpu:1 'sleep 1'
  sh_job "$c" sbdave gpu-failed FAILED --gres=gpu:a100:1 'sleep 1; exit 3'
  sh_job "$c" sbalice steps COMPLETED -n 4 --mem=400 "srun -n 1 --mem=200 $(hold 80 2)
srun -n 4 --mem=100 sleep 1
srun -n 2 --mem=60 true
srun -n 1 --mem=60 false || true"
  # shellcheck disable=SC2016
  sh_job "$c" sbbob array COMPLETED,FAILED -a 0-3 --mem=20 '[ "$SLURM_ARRAY_TASK_ID" != 2 ]'
  sh_job "$c" sbcarol array-throttled COMPLETED -a 1-5%2 --mem=20 'sleep 1'
  submit "$c" sbdave het COMPLETED <<'S'
#!/bin/sh
#SBATCH -p wide -n 1 --mem=60
#SBATCH hetjob
#SBATCH -p wide -n 2 --mem=40
srun -n 1 true
srun --het-group=1 sleep 1
S
  if grep -q '^TaskPlugin=task/cgroup' "$(conf "$c")"; then
    sh_job "$c" sbbob out-of-memory OUT_OF_MEMORY --mem=50 "$(hold 200 5)"
    sh_job "$c" sbbob out-of-memory-in-a-step FAILED --mem=50 "srun $(hold 200 5)"
  else
    say "memory is not enforced here (see up.sh): no OUT_OF_MEMORY job"
  fi
  i=0
  for k in 'pipe|in|name' "it's \"quoted\"" 'back\slash\n' 'naïve-日本語-Ω' $'new\nline\tand tab' '  spaces  ' '1|fake|COMPLETED|9'; do
    sh_job "$c" "${TEST_USERS[i++ % 5]}" "$k" COMPLETED --comment="a|comment" 'true'
  done
  on_queue=$(on "$c" squeue -h -o %j)
  grep -qx alive-running <<<"$on_queue" || sh_job "$c" sbalice alive-running - --mem=20 'sleep 86400'
  grep -qx alive-pending <<<"$on_queue" || sh_job "$c" sbbob alive-pending - --begin=tomorrow 'true'
  on "$c" scontrol resume "${suspend[$c]}"
done

for c in "${CLUSTERS[@]}"; do await_state "$c" "${requeue[$c]}" PENDING; done
sleep 2 # slurmd refuses a credential made in the very second in which the first run's was revoked: such a job FAILED
for c in "${CLUSTERS[@]}"; do
  # a requeued job would wait two minutes for its old credential to expire; once it is pending its start can be moved
  on "$c" scontrol update JobId="${requeue[$c]}" StartTime=now
  if [ "$fast" = yes ]; then
    await_state "$c" "${timeout[$c]}" RUNNING
    on "$c" scontrol update JobId="${timeout[$c]}" EndTime=now+1
  fi
done
say "all submitted after $(($(date +%s) - began)) s"
wait_all 240

# --- did each end as it should? --------------------------------------------------------------------------
wrong=0
for c in "${CLUSTERS[@]}"; do
  declare -A seen=()
  while IFS='|' read -r j s; do
    j=${j%%[_+]*} s=${s%% *}
    [[ ",${seen[$j]:-}," == *",$s,"* ]] || seen[$j]=$(tr ',' '\n' <<<"${seen[$j]:+${seen[$j]},}$s" | sort | paste -sd,)
  done < <(on "$c" sacct -aXDnP -j "$(tr ' ' ',' <<<"${ids[$c]% }")" -o JobID,State)
  for j in ${ids[$c]}; do
    [ "${seen[$j]:-nothing}" = "${want[$c/$j]}" ] && continue
    say "job $j of $c (${kind[$c/$j]@Q}) is ${seen[$j]:-not there} in accounting, not ${want[$c/$j]}"
    wrong=$((wrong + 1))
  done
  unset seen
done
counts
[ "$wrong" = 0 ] || die 1 "$wrong jobs did not end as they should"
say "done in $(($(date +%s) - began)) s"
