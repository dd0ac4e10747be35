# shellcheck shell=bash
# Testing: every suite writes a report, the reports are added up.

# run_tests [--only NAME] [--fast] [-- OPTIONS OF THE TEST RUNNER]
run_tests() {
  local only="" fast=no options=() failed_suites=() suite
  while [ $# -gt 0 ]; do
    case $1 in
      --only)
        only=${2:?--only needs a name}
        shift
        ;;
      --fast) fast=yes ;;
      --)
        shift
        options=("$@")
        break
        ;;
      *) die "test: unknown option '$1'" ;;
    esac
    shift
  done
  [ "$fast" = no ] || options+=(--filter-trait Category=fast)

  need_dotnet
  [ "$fast" = yes ] || need_test_tools
  build_web
  [ -n "$only" ] || build_dotnet
  passed=0 failed=0 skipped=0 ran=0
  for suite in "$root"/test/*.Tests; do
    suite=$(basename "$suite")
    if wanted "$suite" "$only" && has_csharp_tests "$suite"; then
      [ -z "$only" ] || build_project "test/$suite"
      csharp_suite "$suite" "${options[@]}" || failed_suites+=("$suite")
    fi
  done
  if wanted web "$only" && [ -n "$(find_web_tests)" ]; then
    web_suite web || failed_suites+=(web)
  fi
  if [ "$fast" = no ] && wanted browser "$only"; then
    [ -z "$only" ] || build_project src/Troupe.Server
    web_suite browser --config test/browser/vitest.config.ts || failed_suites+=(browser)
  fi

  [ "$ran" -gt 0 ] || die "no suite with tests${only:+ whose name contains $only}"
  [ ${#failed_suites[@]} -eq 0 ] || say "failed: ${failed_suites[*]}"
  printf '%d passed, %d failed%s\n' "$passed" "$failed" "$([ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped")"
  [ ${#failed_suites[@]} -eq 0 ] && [ "$failed" -eq 0 ]
}

wanted() { [ -z "$2" ] || [[ ${1,,} == *"${2,,}"* ]]; }

has_csharp_tests() { grep -rqE --include='*.cs' '\[(Fact|Theory)\b' "$root/test/$1"; }

find_web_tests() {
  find "$root/packages" "$root/apps" -name node_modules -prune -o -name '*.test.ts' -print -quit
}

# csharp_suite NAME OPTIONS...: runs the suite's own executable. A run without a single test is a failure (exit code 8), unless a filter was given.
csharp_suite() {
  local suite=$1 code=0 results=$root/out/test/$1
  shift
  rm -rf "$results"
  step "Test $suite" dotnet "$bin/$suite/$flavour/$suite.dll" \
    --results-directory "$results" --report-xunit --report-xunit-filename results.xml --no-ansi --no-progress "$@" || code=$?
  ran=$((ran + 1))
  if [ "$code" -eq 8 ] && [ $# -gt 0 ]; then
    code=0
  fi
  if [ -f "$results/results.xml" ]; then
    add_counts "$(sed -nE 's/.*<assembly [^>]*\bpassed="([0-9]+)"[^>]*>.*/\1/p' "$results/results.xml")" \
      "$(sed -nE 's/.*<assembly [^>]*\bfailed="([0-9]+)"[^>]*>.*/\1/p' "$results/results.xml")" \
      "$(sed -nE 's/.*<assembly [^>]*\bskipped="([0-9]+)"[^>]*>.*/\1/p' "$results/results.xml")"
  fi
  return "$code"
}

# web_suite NAME OPTIONS...
web_suite() {
  local suite=$1 code=0 report=$root/out/test/$1.json
  shift
  rm -f "$report"
  step "Test $suite" npx --no-install vitest run "$@" --reporter=default --reporter=json --outputFile.json="$report" || code=$?
  ran=$((ran + 1))
  if [ -f "$report" ]; then
    # shellcheck disable=SC2046
    add_counts $(node -e 'const r = require(process.argv[1]); console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)' "$report")
  fi
  return "$code"
}

add_counts() {
  passed=$((passed + ${1:-0}))
  failed=$((failed + ${2:-0}))
  skipped=$((skipped + ${3:-0}))
}
