# shellcheck shell=bash
# Running: the server with its page, and the benchmarks.

# run [--port N] [SETTINGS]: settings go to the server as they are, such as --Troupe:Conversation:PresenterName=Grace.
run() {
  local port=5280 options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --port)
        port=${2:?--port needs a number}
        options+=("--Urls=http://127.0.0.1:$port")
        shift
        ;;
      *) options+=("$1") ;;
    esac
    shift
  done
  need_engines
  build
  dotnet "$bin/Troupe.Cli/$flavour/troupe.dll" doctor --port "$port" || true
  say "Troupe is at http://127.0.0.1:$port (Ctrl-C stops it)"
  exec dotnet "$bin/Troupe.Server/$flavour/Troupe.Server.dll" ${options[@]+"${options[@]}"}
}

bench() {
  need_dotnet
  [ $# -eq 0 ] || need_engines
  need_node_packages
  build_project bench/Troupe.Benchmarks
  cd "$root"
  exec dotnet "$bin/Troupe.Benchmarks/$flavour/Troupe.Benchmarks.dll" "$@"
}
