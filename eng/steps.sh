# shellcheck shell=bash
# Steps: one line each with its time; the log is shown only when a step fails.

logs=$root/out/logs

say() { printf '%s\n' "$*" >&2; }

die() {
  say "dev: $*"
  exit 1
}

# step NAME COMMAND...: runs the command quietly; on failure shows the end of its log and returns its exit code.
step() {
  local name=$1 log started=$SECONDS code=0
  shift
  log=$logs/$(tr -c 'a-zA-Z0-9\n' '-' <<<"$name").log
  mkdir -p "$logs"
  (cd "$root" && "$@") >"$log" 2>&1 || code=$?
  if [ "$code" -ne 0 ]; then
    say "$(printf '%-34s failed after %d s, see %s:' "$name" $((SECONDS - started)) "${log#"$root"/}")"
    heart_of "$log" >&2
    return "$code"
  fi
  say "$(printf '%-34s %4d s' "$name" $((SECONDS - started)))"
}

# Of a compiler's log the errors, each once, without the project behind them; of a test run the failed tests; of any other log the end.
heart_of() {
  local heart
  heart=$(sed -nE "s#^$root/##; s# \\[/[^]]*\\]\$##; / error [A-Z]+[0-9]+: /p" "$1" | sort -u | head -n 30)
  [ -n "$heart" ] || heart=$(awk '/^failed /{left = 12} left-- > 0' "$1" | head -n 120)
  [ -n "$heart" ] || heart=$(tail -n 60 "$1")
  printf '%s\n' "$heart"
}
