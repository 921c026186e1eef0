#!/usr/bin/env bash
# Writes a busy month straight into hammer's accounting tables: COUNT ended jobs with one batch step each.
# usage: [MONTH=2026-09] [FIRST_ID=1000001] test/slurm/million.sh BASE [COUNT]     COUNT 1,000,000 if not given
# needs: up.sh BASE, root; the MariaDB of Debian has the sequence engine
# then:  SLURM_CONF=BASE/etc/hammer/slurm.conf TZ=UTC sacct -a -S MONTH-01 ...; jobs are in it as if they had run
# data:  the same for the same COUNT and MONTH on every machine (no random numbers, times in UTC). Start times run
#        evenly from three hours before the month to its end: the first jobs reach into it, the last out of it.
#        Users: 40 % of the first, 30 %, 20 %, 10 %. States: 88 % COMPLETED, 6 % FAILED, 4 % CANCELLED, 2 % TIMEOUT.
#        Durations from 2 s to 12 h (log-even), below 5 s without measured memory; one job in eight has GPUs.
# again: when one of the ids is there already, nothing is written and that is said; exit 0
# exit:  0 written or there already, 1 the database refused, 2 usage, 3 not root
set -euo pipefail
# shellcheck source=test/slurm/lib.sh
. "$(dirname "$0")/lib.sh"

[ $# -ge 1 ] && [ $# -le 2 ] && [[ $1 != -* ]] || die 2 "usage: [MONTH=YYYY-MM] million.sh BASE [COUNT]"
count=${2:-1000000} month=${MONTH:-2026-09}
[[ $count =~ ^[1-9][0-9]{0,7}$ ]] && [ "$count" -le 60000000 ] || die 2 "COUNT must be a number from 1 to 60000000: $count"
[[ $month =~ ^[0-9]{4}-(0[1-9]|1[0-2])$ ]] || die 2 "MONTH must look like 2026-09: $month"
from=$(date -u -d "$month-01" +%s)
until=$(date -u -d "$month-01 +1 month" +%s)
[ "$until" -le "$(($(date +%s) - 86400))" ] || die 2 "MONTH must have ended a day ago or more: $month"
need_root
need mariadb:mariadb-client sacct:slurm-client
base_is_up "$1"
db() { sql slurm_acct "$@"; }

first=${FIRST_ID:-1000001}
[[ $first =~ ^[1-9][0-9]{0,8}$ ]] || die 2 "FIRST_ID must be a job id: $first"
last=$((first - 1 + count))
there=$(db -e "select count(*) from (select 1 from hammer_job_table where id_job between $first and $last limit 1) t")
if [ "$there" != 0 ]; then
  say "job ids from $first to $last are in hammer's accounting already (all or some): nothing written"
  exit 0
fi

# four users with their default association, and what this database calls a GPU
users=() n=0
while read -r id user account; do
  users+=("($n,$id,$(id -u "$user"),$(id -g "$user"),'$account')")
  n=$((n + 1))
done < <(db -e "select id_assoc, user, acct from hammer_assoc_table
  where deleted = 0 and is_def = 1 and user like 'sb%' order by user limit 4")
[ "$n" = 4 ] || die 1 "hammer has associations of only $n test users, 4 are needed"
gpu=$(db -e "select id from tres_table where type = 'gres' and name = 'gpu'")
a100=$(db -e "select id from tres_table where type = 'gres' and name = 'gpu:a100'")
[ -n "$gpu" ] && [ -n "$a100" ] || die 1 "the accounting database knows no gres/gpu"

say "writing $count jobs of $month ($from to $until) ..."
began=$(date +%s)
# a, b and d are three independent-looking but fixed numbers per job; per-CPU memory is 2^63 + MB, as slurmdbd stores it
db >"$BASE/log/million.out" 2>&1 <<SQL || { tail -n 3 "$BASE/log/million.out" >&2; die 1 "the database refused; nothing was written"; }
set time_zone = '+00:00', @from = $from, @until = $until, @lead = 3 * 3600;
create temporary table who (n int primary key, assoc int, uid int, gid int, account tinytext);
insert into who values $(IFS=,; echo "${users[*]}");
start transaction;
insert into hammer_job_table (id_job, job_name, account, id_assoc, id_user, id_group, \`partition\`, nodelist, nodes_alloc,
  node_inx, work_dir, submit_line, priority, flags, id_qos, id_resv, id_wckey, het_job_id, het_job_offset, state_reason_prev,
  state, exit_code, kill_requid, cpus_req, mem_req, timelimit, time_submit, time_eligible, time_start, time_end, mod_time,
  tres_alloc, tres_req)
with
  dice as (
    select seq, crc32(seq) a, crc32(seq * 7919) b, crc32(seq * 104729) d from seq_1_to_$count),
  plan as (
    select *,
      elt(1 + a % 10, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3) who,
      case when a div 16 % 100 < 88 then 3 when a div 16 % 100 < 94 then 5 when a div 16 % 100 < 98 then 4 else 6 end state,
      cast(elt(1 + a div 1600 % 10, 1, 1, 1, 1, 2, 2, 4, 4, 8, 16) as unsigned) cpus,
      cast(elt(1 + b div 10000 % 6, 250, 500, 1000, 2000, 4000, 8000) as unsigned) mem,
      b div 60000 % 2 percpu,
      case when d % 200 < 16 then 1 when d % 200 < 22 then 2 when d % 200 < 25 then 4 else 0 end gpus,
      floor(2 * pow(21600, b % 10000 / 10000)) drawn,
      floor(pow(7200, d div 200 % 1000 / 1000)) - 1 waited,
      if(d div 200000 % 50 = 0, 600, 0) postponed, -- sbatch --begin: eligible later than submitted
      @from - @lead + floor((seq - 1) * (@until - @from + @lead) / $count) start
    from dice),
  long_enough as ( -- into the month
    select *, if(start + drawn < @from, drawn + @lead, drawn) ran from plan),
  run as (
    select *, ceil(ran / 60) * if(state = 6, 1, 1 + d % 4) minutes,
      if(state = 6, ceil(ran / 60) * 60 + d % 30, ran) elapsed, -- over its limit is found within half a minute
      if(percpu, least(mem, 1000) * cpus, mem) mb
    from long_enough),
  said as (
    select *, concat('1=', cpus, ',2=', mb) head, concat(',4=1,5=', cpus, if(gpus > 0, concat(',$gpu=', gpus, ',$a100=', gpus), '')) tail
    from run)
select $((first - 1)) + seq, 'month', account, assoc, uid, gid, 'debug', 'hammer-n1', 1,
  '0', '/tmp', 'sbatch month.sh', 4294900000 - seq, 20, 1, 0, 0, 0, 4294967294, 0,
  state, if(state = 5, elt(1 + d % 5, 256, 256, 512, 32512, 9), 0), if(state = 4, uid, null), cpus,
  if(percpu, 1 << 63 | least(mem, 1000), mem), minutes,
  start - waited - postponed, start - waited, start, start + elapsed, start + elapsed,
  concat(head, ',3=18446744073709551614', tail), concat(head, tail)
from said join who on who.n = said.who;

insert into hammer_step_table (job_db_inx, id_step, step_name, nodelist, nodes_alloc, node_inx, task_cnt, task_dist, state,
  exit_code, time_start, time_end, user_sec, user_usec, sys_sec, sys_usec, tres_alloc, tres_usage_in_ave, tres_usage_in_max,
  tres_usage_in_max_taskid, tres_usage_in_max_nodeid, tres_usage_in_tot)
with
  job as (
    select *, crc32((id_job - $((first - 1))) * 7919) b, crc32((id_job - $((first - 1))) * 104729) d, time_end - time_start elapsed,
      if(mem_req >> 63, (mem_req & ~(1 << 63)) * cpus_req, mem_req) mb
    from hammer_job_table where id_job between $first and $last),
  used as (
    select *,
      floor(elapsed * cpus_req * (5 + d div 1000 % 93) / 100) cpu,
      floor(mb * 256 * (2000 + b div 7 % 96000) / 100000) * 4096 rss
    from job),
  said as (
    select *, if(elapsed < 5, '', concat('1=', cpu * 1000, ',2=', rss)) used_text from used)
select job_db_inx, -5, 'batch', nodelist, 1, '0', 1, 0, if(state = 6, 4, state),
  if(state in (4, 6), 15, exit_code), time_start, time_end, cpu - cpu div 10, d % 1000000, cpu div 10, b % 1000000,
  replace(tres_alloc, concat(',3=18446744073709551614,4=1,5=', cpus_req), ',4=1'), used_text, used_text,
  if(elapsed < 5, '', '1=0,2=0'), if(elapsed < 5, '', '1=0,2=0'), used_text
from said;
commit;
analyze table hammer_job_table, hammer_step_table;
SQL
took=$(($(date +%s) - began))
rows=$(on hammer sacct -naP -j "$first,$last" -o JobID | sort -u | wc -l)
[ "$rows" = $((count == 1 ? 2 : 4)) ] || die 1 "written, but sacct shows $rows rows for jobs $first and $last"
say "written in $took s"
db -e "select concat('hammer $month: ', sum(c), ' jobs:', group_concat(' ', s, ' ', c order by s separator ''))
  from (select elt(state - 2, 'COMPLETED', 'CANCELLED', 'FAILED', 'TIMEOUT') s, count(*) c
  from hammer_job_table where id_job between $first and $last group by state) t"
