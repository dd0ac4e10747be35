# shellcheck shell=bash
# What the machine must have. Each function is a quick no-op when nothing is missing, and says what it does before it does it.

# What .NET itself loads; its SDK comes without them when it comes as an archive.
dotnet_packages=(ca-certificates libgcc-s1 libicu72 libssl3 libstdc++6 zlib1g)
# Voices, recogniser and data base of the embedded engines, and the render worker's drawing.
engine_packages=(libsqlite3-0 libflite1 libhtsengine1 festvox-us-slt-hts libpocketsphinx3 libsphinxbase3 pocketsphinx-en-us libcairo2)
# Recordings of people, a voice to ask questions with, a browser, a data base that the tests start themselves, and what the commands of the documentation ask with.
test_packages=(pocketsphinx-testdata flite chromium postgresql curl)
# People who announce, for the benchmarks of turns; without them these are measured with fewer voices, and say so.
bench_packages=(asterisk-core-sounds-en-wav)

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
  dotnet_starts || need_system "${dotnet_packages[@]}"
  dotnet_starts || die "the .NET SDK that global.json asks for (https://dotnet.microsoft.com/download/dotnet/10.0) does not start:
$(head -n 5 "$logs/dotnet.log")"
}

dotnet_starts() {
  mkdir -p "$logs"
  # The braces keep the shell's own word about a program that aborts in the log.
  { (cd "$root" && dotnet --version); } >"$logs/dotnet.log" 2>&1
}

need_node() {
  command -v node >/dev/null || die "Node.js 20.19 or later is missing: https://nodejs.org"
  local version
  version=$(node --version)
  version=${version#v}
  [ "$(printf '%s\n' 20.19 "$version" | sort --version-sort | head -n 1)" = 20.19 ] || die "Node.js 20.19 or later is needed, this is $version: https://nodejs.org"
}

# npm ci, unless node_modules was made from this very package-lock.json.
need_node_packages() {
  need_node
  local stamp=$root/node_modules/.installed-lock.json
  if ! cmp -s "$root/package-lock.json" "$stamp"; then
    step "Install npm packages" npm ci --no-audit --no-fund
    cp "$root/package-lock.json" "$stamp"
  fi
}

# What others publish, for the benchmark of lip sync alone; no workspace of ours, so that nothing of it is in what we ship.
need_peers() {
  local stamp=$root/bench/peers/node_modules/.installed-lock.json
  if ! cmp -s "$root/bench/peers/package-lock.json" "$stamp"; then
    step "Install the peers" npm ci --prefix bench/peers --no-audit --no-fund
    cp "$root/bench/peers/package-lock.json" "$stamp"
  fi
}

need_engines() { need_system "${engine_packages[@]}"; }
need_test_tools() { need_system "${engine_packages[@]}" "${test_packages[@]}"; }
need_bench_tools() { need_system "${engine_packages[@]}" "${test_packages[@]}" "${bench_packages[@]}"; }

# need_system PACKAGE...: installs the Debian packages that are missing.
need_system() {
  local missing=() package
  if ! command -v dpkg-query >/dev/null; then
    say "dev: not a Debian system; the engines look for the libraries of: $*"
    return
  fi
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local install="apt-get install --no-install-recommends ${missing[*]}" as_root=()
  if [ "${TROUPE_INSTALL:-yes}" = no ]; then
    say "dev: missing Debian packages, not installed as TROUPE_INSTALL=no says: ${missing[*]}"
    return
  fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "Debian packages are missing, and there is no sudo to install them. As root:
  apt-get update && $install
TROUPE_INSTALL=no goes on without them."
    as_root=(sudo)
  fi
  say "dev: installing Debian packages: ${missing[*]}"
  { step "apt-get update" "${as_root[@]}" apt-get update \
    && step "apt-get install" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
    || die "Debian packages are missing and could not be installed. As root:
  apt-get update && $install
TROUPE_INSTALL=no goes on without them."
}
