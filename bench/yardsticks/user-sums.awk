# Sums by user of what leaderboards show, from rows of `sacct -P -n` with all columns and epoch times: jobs, failed,
# elapsed, CPU, node, GPU and waiting seconds. Step rows are passed over.
# usage: LC_ALL=C gawk -f user-sums.awk FILE        (or mawk)
BEGIN {
  FS = "|"; OFMT = "%.0f"; CONVFMT = "%.0f"
  split("FAILED NODE_FAIL OUT_OF_MEMORY PREEMPTED TIMEOUT", states, " ")
  for (n in states) failure[states[n]]
}
$1 !~ /\./ {
  jobs[$2]++
  if ($3 in failure) failed[$2]++
  elapsed[$2] += $4
  cpu[$2] += $4 * $5
  node[$2] += $4 * $6
  if (match($10, /gres\/gpu=[0-9]+/)) gpu[$2] += $4 * substr($10, RSTART + 9, RLENGTH - 9)
  if ($12 + 0 > 0) {
    from = $14 + 0 > 0 ? $14 : $11
    if ($12 > from) wait[$2] += $12 - from
  }
}
END { for (user in jobs) print user, jobs[user], failed[user] + 0, elapsed[user], cpu[user], node[user], gpu[user] + 0, wait[user] + 0 }
