# shellcheck shell=bash
# Running: the server with its page, and the benchmarks.

# run [--port N] [SETTINGS]: settings go to the server as they are, such as --Troupe:Conversation:PresenterName=Grace.
run() {
  local port=5280 options=("--Troupe:Events:Folder=$root/data/log" "--Troupe:Protection:Folder=$root/data/keys" "--Troupe:Protection:KeyFile=$root/data/keys/kek")
  while [ $# -gt 0 ]; do
    case $1 in
      --port)
        [[ ${2:-} =~ ^[0-9]{1,5}$ ]] || die "run: --port needs a number"
        port=$2
        options+=("--Urls=http://127.0.0.1:$port")
        shift
        ;;
      --*=*) options+=("$1") ;;
      *) die "run: '$1' is neither --port N nor a setting such as --Troupe:Conversation:PresenterName=Grace" ;;
    esac
    shift
  done
  need_dotnet
  need_engines
  build
  # What is missing leaves the rest working: the server starts all the same.
  dotnet "$bin/Troupe.Cli/$flavour/troupe.dll" doctor --port "$port" -- ${options[@]+"${options[@]}"} || true
  exec dotnet "$bin/Troupe.Server/$flavour/Troupe.Server.dll" ${options[@]+"${options[@]}"}
}

bench() {
  need_dotnet
  case ${1:-} in
    "") ;;
    turn | first-turn | barge-in | av-sync | page-lips) need_bench_tools ;;
    lipsync | store | control) need_test_tools ;;
    *) need_engines ;;
  esac
  build_web
  [[ " $* " != *" --peers "* ]] || need_peers
  build_project bench/Troupe.Benchmarks
  cd "$root"
  exec dotnet "$bin/Troupe.Benchmarks/$flavour/Troupe.Benchmarks.dll" "$@"
}
