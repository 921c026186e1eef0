#!/bin/sh
# Runs a crontab's command as /bin/sh does, and notes what cron's own log would tell a site: who started it, in which
# environment, what it printed and how it ended.
# usage: NOTES_FOLDER=FOLDER and SHELL=this file in the crontab
note=$(mktemp -d "$NOTES_FOLDER/unfinished.XXXXXXXX") || exit 1
date +%s >"$note/began"
env >"$note/env"
pid=$PPID
while [ "${pid:-0}" -gt 0 ]; do
  printf '%s %s\n' "$pid" "$(cat "/proc/$pid/comm")"
  pid=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status")
done >"$note/ancestors"
/bin/sh "$@" >"$note/out" 2>"$note/err"
code=$?
echo "$code" >"$note/code"
mv "$note" "$NOTES_FOLDER/ended.${note##*.}"
exit "$code"
