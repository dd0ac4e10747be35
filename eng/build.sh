# shellcheck shell=bash
# Building: C# by the solution, TypeScript by project references, the page by its own script.

# Under CI every compilation is a checked one, so that `check` and `test` share it, and lock files are binding.
msbuild_options() {
  printf '%s\n' -c "$configuration" -v quiet -nologo -clp:NoSummary
  if [ "${CI:-}" = true ]; then
    printf '%s\n' -p:Check=true -p:RestoreLockedMode=true
  fi
}

build() {
  need_dotnet
  build_web
  build_dotnet
}

build_dotnet() {
  need_dotnet
  local options
  mapfile -t options < <(msbuild_options)
  step "Build the solution" dotnet build Troupe.slnx "${options[@]}"
}

# build_project FOLDER: builds one project, silently when nothing has changed.
build_project() {
  local options log=$logs/build-project.log
  mapfile -t options < <(msbuild_options)
  mkdir -p "$logs"
  (cd "$root" && dotnet build "$1" "${options[@]}") >"$log" 2>&1 || {
    heart_of "$log" >&2
    die "$1 does not build"
  }
}

build_web() {
  need_node_packages
  step "Compile the web packages" npx --no-install tsc --build
  if [ -f "$root/apps/web/build.mjs" ]; then
    step "Bundle the page" node apps/web/build.mjs
  fi
}
