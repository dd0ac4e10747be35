# shellcheck shell=bash
# Running: the server with its page, and the benchmarks.

run() {
  need_engines
  build
  exec dotnet "$bin/Troupe.Server/$flavour/Troupe.Server.dll" "$@"
}

bench() {
  need_dotnet
  [ $# -eq 0 ] || need_engines
  need_node_packages
  build_project bench/Troupe.Benchmarks
  cd "$root"
  exec dotnet "$bin/Troupe.Benchmarks/$flavour/Troupe.Benchmarks.dll" "$@"
}
