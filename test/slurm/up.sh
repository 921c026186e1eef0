#!/usr/bin/env bash
# Brings up two real Slurm clusters, hammer and negishi, which share one slurmdbd and one MariaDB. Each has node n1
# (16 pretended CPUs, 4 GPUs that are plain files; partitions debug, the default, and spare, whose jobs are preempted
# by those of urgent) and a small n2 (partition wide is both nodes: the components of a het job never share a node,
# and never start beside a job of a partition with OverSubscribe=YES - both measured on 22.05.8).
# usage: eval "$(test/slurm/up.sh BASE)"      again while it is up: nothing happens, the same line is printed
# needs: root and Debian's slurmctld slurmd slurmdbd slurm-client munge mariadb-server; no systemd
# then:  SLURM_CONF=BASE/etc/hammer/slurm.conf sacct -a
# stop:  test/slurm/down.sh BASE (keeps the state for the next up.sh), down.sh BASE --wipe (removes it)
# ports: ten from SLURM_SB_TEST_PORTS on (default 16810), all on 127.0.0.1 or for this host only
# oom:   jobs are held to their memory (state OUT_OF_MEMORY) where the memory controller of cgroup v1 is writable;
#        SLURM_SB_TEST_OOM=no leaves it out (a second BASE at the same time shares the cgroups' names)
# exit:  0 up, 1 something did not start (log named), 2 usage, 3 not root or a program is missing
set -euo pipefail
# shellcheck source=test/slurm/lib.sh
. "$(dirname "$0")/lib.sh"

[ $# = 1 ] && [[ $1 != -* ]] || die 2 "usage: up.sh BASE"
need_root
need munged:munge mariadbd:mariadb-server mariadb-install-db:mariadb-server mariadb:mariadb-client \
  mariadb-admin:mariadb-client slurmdbd:slurmdbd slurmctld:slurmctld slurmd:slurmd sacctmgr:slurm-client \
  sbatch:slurm-client sacct:slurm-client runuser:util-linux flock:util-linux useradd:passwd
for u in munge mysql slurm; do
  id "$u" >/dev/null 2>&1 || die 3 "no Linux user $u; Debian's packages munge, mariadb-server and slurm-wlm create it"
done

# --- the directory ---------------------------------------------------------------------------------------
BASE=$(realpath -m -- "$1")
[[ $BASE =~ ^/[A-Za-z0-9._/-]+$ ]] || die 2 "BASE may hold only letters, digits and . _ - /, as slurm.conf has no quoting: $BASE"
longest="$BASE/spool/negishi-n1/negishi-n1_67043328.4294967291" # slurmstepd's socket, the longest of all
[ ${#longest} -le 107 ] || die 2 "BASE is $((${#longest} - 107)) characters too long: a unix socket's path ends at 107 ($longest)"
if [ -d "$BASE" ] && [ ! -e "$BASE/$MARK" ] && [ -n "$(ls -A "$BASE")" ]; then
  die 2 "$BASE exists, is not empty and was not made by up.sh"
fi
mkdir -p "$BASE"
touch "$BASE/$MARK"
chmod 755 "$BASE"
runuser -u munge -- test -r "$BASE/$MARK" || die 2 "other users cannot reach $BASE: a directory above it is closed"
exec 9>"$BASE/.lock"
flock -w 120 9 || die 1 "another up.sh or down.sh works on $BASE"

running=0 absent=0
while read -r f n; do
  if daemon "$f" "$n" >/dev/null; then running=$((running + 1)); else absent=$((absent + 1)); fi
done < <(daemons)

answer() { printf 'export SLURM_SB_TEST_BASE=%s\n' "$BASE"; }
nodes_ready() { # cluster
  local states
  states=$(on "$1" sinfo -h -N -p wide -o %T) && [ "$(grep -cxE 'idle|mixed|allocated|completing|planned' <<<"$states")" = 2 ]
}
if [ "$absent" = 0 ] && nodes_ready hammer && nodes_ready negishi; then
  say "already up under $BASE"
  answer
  exit 0
fi

# --- ports: the environment's, else those of last time, else the default ---------------------------------
old=$(cat "$BASE/etc/ports" 2>/dev/null || true)
P=${SLURM_SB_TEST_PORTS:-${old:-16810}}
[[ $P =~ ^[0-9]{4,5}$ ]] && [ "$P" -ge 1024 ] && [ "$P" -le 65520 ] || die 2 "SLURM_SB_TEST_PORTS must be a port from 1024 to 65520: $P"
[ "$running" = 0 ] || [ "$P" = "$old" ] || die 2 "part of it runs with ports from $old on: down.sh first, then other ports"
SQL_PORT=$P DBD_PORT=$((P + 1))
declare -A PORT=([hammer]=$((P + 2)) [hammer-n1]=$((P + 3)) [hammer-n2]=$((P + 4))
  [negishi]=$((P + 5)) [negishi-n1]=$((P + 6)) [negishi-n2]=$((P + 7)))
if [ "$running" = 0 ]; then
  for p in "$SQL_PORT" "$DBD_PORT" "${PORT[@]}"; do
    ! (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || die 1 "port $p is taken; set SLURM_SB_TEST_PORTS to the first of ten free ones"
  done
fi

# --- files -----------------------------------------------------------------------------------------------
mkdir -p "$BASE"/{etc,log,run,mysql,munge}
echo "$P" >"$BASE/etc/ports"
touch "$BASE"/gpu{0,1,2,3} # a GPU is a file here
chown munge:munge "$BASE/munge"
chown mysql:mysql "$BASE/mysql"
chown slurm:slurm "$BASE/run" "$BASE/log"

if [ ! -s "$BASE/munge/munge.key" ]; then
  (umask 077 && head -c 128 /dev/urandom >"$BASE/munge/munge.key")
  chown munge:munge "$BASE/munge/munge.key"
fi

# put TEXT-FROM-STDIN into a file with owner and mode from its first byte on
put() { install -o "$2" -g "$2" -m "$3" /dev/stdin "$1"; }

put "$BASE/etc/slurmdbd.conf" slurm 600 <<C
DbdHost=localhost
DbdPort=$DBD_PORT
SlurmUser=slurm
AuthType=auth/munge
AuthInfo=socket=$BASE/munge/munge.socket
PidFile=$BASE/run/slurmdbd.pid
LogFile=$BASE/log/slurmdbd.log
DebugLevel=info
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$SQL_PORT
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm_acct
C

# Measured on 22.05.8: with task/cgroup and ConstrainRAMSpace a job over its --mem ends OUT_OF_MEMORY, exit 0:125, on
# cgroup v1 without any delegation (Debian's build names the directory after the node, so two clusters on one host keep
# apart). Without cgroups, JobAcctGatherParams=OverMemoryKill does kill it, but as FAILED 0:9 with a CANCELLED step:
# no use here. cgroup v2 is not tried.
task=task/none cgroup=CgroupAutomount=no memory=/sys/fs/cgroup/memory
if [ "${SLURM_SB_TEST_OOM:-auto}" != no ] && [ -e "$memory/memory.limit_in_bytes" ] &&
  mkdir "$memory/slurm-sb.$$" 2>/dev/null; then
  rmdir "$memory/slurm-sb.$$"
  task=task/cgroup cgroup=$'CgroupAutomount=no\nCgroupPlugin=cgroup/v1\nConstrainRAMSpace=yes'
  [ ! -e "$memory/memory.memsw.limit_in_bytes" ] || cgroup+=$'\nConstrainSwapSpace=yes\nAllowedSwapSpace=0'
fi
host=$(hostname)

for c in "${CLUSTERS[@]}"; do
  mkdir -p "$BASE/etc/$c" "$BASE/spool/$c-n1" "$BASE/spool/$c-n2" "$BASE/state/$c"
  chown slurm:slurm "$BASE/state/$c"
  put "$BASE/etc/$c/slurm.conf" root 644 <<C
# written by test/slurm/up.sh, and again at each start
ClusterName=$c
SlurmUser=slurm
SlurmctldHost=localhost
SlurmctldPort=${PORT[$c]}
SlurmctldPidFile=$BASE/run/slurmctld-$c.pid
SlurmdPidFile=$BASE/run/slurmd-%n.pid
SlurmctldLogFile=$BASE/log/slurmctld-$c.log
SlurmdLogFile=$BASE/log/slurmd-%n.log
StateSaveLocation=$BASE/state/$c
SlurmdSpoolDir=$BASE/spool/%n
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$BASE/munge/munge.socket
# no PMI, no binding, cgroups for the memory limit only
ProctrackType=proctrack/linuxproc
TaskPlugin=$task
MpiDefault=none
# memory seen each second
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
JobCompType=jobcomp/none
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=localhost
AccountingStoragePort=$DBD_PORT
AccountingStoragePass=$BASE/munge/munge.socket
AccountingStorageTRES=gres/gpu,gres/gpu:a100
# fast: jobs start at once, limits are hard
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
PriorityType=priority/basic
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=2
PreemptType=preempt/partition_prio
PreemptMode=CANCEL
JobRequeue=1
KillWait=2
OverTimeLimit=0
MinJobAge=300
ReturnToService=2
DefMemPerCPU=100
GresTypes=gpu
SlurmdParameters=config_overrides
NodeName=$c-n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=${PORT[$c-n1]} CPUs=16 RealMemory=16000 Gres=gpu:a100:4 State=UNKNOWN
NodeName=$c-n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=${PORT[$c-n2]} CPUs=4 RealMemory=4000 State=UNKNOWN
PartitionName=debug Nodes=$c-n1 Default=YES State=UP MaxTime=INFINITE PriorityTier=2 PreemptMode=OFF
PartitionName=spare Nodes=$c-n1 State=UP MaxTime=INFINITE PriorityTier=1 PreemptMode=CANCEL
PartitionName=urgent Nodes=$c-n1 State=UP MaxTime=INFINITE PriorityTier=3 PreemptMode=OFF
PartitionName=wide Nodes=$c-n[1-2] State=UP MaxTime=INFINITE PriorityTier=2 PreemptMode=OFF
C
  put "$BASE/etc/$c/gres.conf" root 644 <<<"AutoDetect=off
NodeName=$c-n1 Name=gpu Type=a100 File=$BASE/gpu[0-3]"
  put "$BASE/etc/$c/cgroup.conf" root 644 <<<"$cgroup"
done

# --- daemons ---------------------------------------------------------------------------------------------
# start NAME PIDFILE LOG COMMAND...: unless it runs; nothing of ours is inherited (stdout would block $(up.sh))
start() {
  local name=$1 pidfile=$2 log=$3
  shift 3
  if daemon "$pidfile" "$name" >/dev/null; then say "$name runs already"; return; fi
  rm -f "$pidfile"
  "$@" </dev/null >>"$log" 2>&1 9>&- || die 1 "$name did not start; see $log"
}
detached() { setsid "$@" & }
must() { # seconds what log command...
  local log=$3
  wait_for "$1" "$2" "${@:4}" || { tail -n 5 "$log" >&2; die 1 "$2 is not ready; see $log"; }
}

start munged "$BASE/munge/munged.pid" "$BASE/log/munged.out" runuser -u munge -- munged --force \
  --socket="$BASE/munge/munge.socket" --key-file="$BASE/munge/munge.key" --pid-file="$BASE/munge/munged.pid" \
  --seed-file="$BASE/munge/munged.seed" --log-file="$BASE/munge/munged.log"
must 10 "munged" "$BASE/munge/munged.log" sh -c "munge -S $BASE/munge/munge.socket -n | unmunge -S $BASE/munge/munge.socket"
say "munged is up"

if [ ! -d "$BASE/mysql/mysql" ]; then
  mariadb-install-db --no-defaults --user=mysql --datadir="$BASE/mysql" --auth-root-authentication-method=normal \
    --skip-test-db >"$BASE/log/install-db.log" 2>&1 9>&- || die 1 "mariadb-install-db failed; see $BASE/log/install-db.log"
fi
# a test's database need not survive a power cut: no double write, log flushed once a second
start mariadbd "$BASE/mysql/mariadbd.pid" "$BASE/log/mariadbd.out" detached mariadbd --no-defaults --user=mysql \
  --datadir="$BASE/mysql" --socket="$BASE/mysql/mysqld.sock" --pid-file="$BASE/mysql/mariadbd.pid" \
  --port="$SQL_PORT" --bind-address=127.0.0.1 --innodb-buffer-pool-size=512M --innodb-log-file-size=256M \
  --innodb-lock-wait-timeout=900 --innodb-autoinc-lock-mode=2 --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0
must 60 "mariadbd" "$BASE/log/mariadbd.out" mariadb-admin --no-defaults -S "$BASE/mysql/mysqld.sock" ping
for h in 127.0.0.1 localhost; do
  sql -e "create user if not exists slurm@'$h' identified by 'slurm'; grant all on *.* to slurm@'$h'"
done
say "mariadbd is up on port $SQL_PORT"

start slurmdbd "$BASE/run/slurmdbd.pid" "$BASE/log/slurmdbd.out" \
  runuser -u slurm -- env SLURM_CONF="$BASE/etc/slurm.conf" slurmdbd
must 60 "slurmdbd" "$BASE/log/slurmdbd.log" on hammer sacctmgr -n list cluster
say "slurmdbd is up on port $DBD_PORT"

# --- users and associations ------------------------------------------------------------------------------
for u in "${TEST_USERS[@]}"; do
  id "$u" >/dev/null 2>&1 && continue
  useradd -M -s /bin/sh -c "slurm-sb test user" "$u" || die 1 "cannot create the Linux user $u"
  say "created the Linux user $u"
done
acct() { on hammer sacctmgr -i "$@" >>"$BASE/log/sacctmgr.log" 2>&1 9>&- || die 1 "sacctmgr $* failed; see $BASE/log/sacctmgr.log"; }
# each call takes half a second and fails when there is nothing to add: few calls, and only for what is not there
lacks() { # lines that must be there, on stdin; what is there, as argument
  [ -n "$(grep -vxF -e "$1")" ]
}
! printf '%s\n' "${CLUSTERS[@]}" | lacks "$(on hammer sacctmgr -nP list cluster format=cluster)" || acct add cluster hammer,negishi
assocs=$(on hammer sacctmgr -nP list assoc format=cluster,account,user)
each() { printf "hammer|$1|%s\nnegishi|$1|%s\n" "${@:2}"; }
! { each cms '' ''; each geo '' ''; } | lacks "$assocs" || acct add account cms,geo cluster=hammer,negishi organization=test
for a in cms:sbalice,sbbob,sbcarol geo:sbcarol,sbdave,sberin; do # the first account is a user's default
  names=${a#*:}
  for u in ${names//,/ }; do each "${a%%:*}" "$u" "$u"; done | lacks "$assocs" || continue
  acct add user "$names" account="${a%%:*}" cluster=hammer,negishi
done
say "accounts cms and geo, ${#TEST_USERS[@]} users on ${#CLUSTERS[@]} clusters"

# --- the clusters ----------------------------------------------------------------------------------------
for c in "${CLUSTERS[@]}"; do
  fresh=() # -i: go on without old state; right only where there is none
  [ -n "$(ls -A "$BASE/state/$c")" ] || fresh=(-i)
  start slurmctld "$BASE/run/slurmctld-$c.pid" "$BASE/log/slurmctld-$c.out" slurmctld -f "$(conf "$c")" "${fresh[@]}"
  for n in "$c-n1" "$c-n2"; do
    start slurmd "$BASE/run/slurmd-$n.pid" "$BASE/log/slurmd-$n.out" slurmd -f "$(conf "$c")" -N "$n"
  done
done
for c in "${CLUSTERS[@]}"; do
  must 60 "slurmctld of $c" "$BASE/log/slurmctld-$c.log" sh -c "SLURM_CONF=$(conf "$c") scontrol ping | grep -q UP"
  must 60 "nodes of $c" "$BASE/log/slurmctld-$c.log" nodes_ready "$c"
  say "$c is up on ports ${PORT[$c]} to ${PORT[$c-n2]}: $(on "$c" sinfo -h -N -p wide -o '%N %T %c CPUs %G' | paste -sd, | sed 's/ *,/, /g')"
done
[ "$task" = task/cgroup ] || say "no cgroup v1 memory controller to use (or SLURM_SB_TEST_OOM=no): jobs are not held to their memory"
answer
