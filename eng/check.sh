# shellcheck shell=bash
# Checking: what a reviewer should not have to look for.

check() {
  need_dotnet
  need_node_packages
  need_system shellcheck
  local failed=()
  step "Compile the web packages" npx --no-install tsc --build || failed+=(types)
  step "Check the types of tests" npx --no-install tsc --project tsconfig.tests.json || failed+=(types)
  step "Build with analyzers" build_with_analyzers || failed+=(analyzers)
  if [ ${#failed[@]} -eq 0 ]; then
    step "Generated files" generated_files_are_current || failed+=(generated)
  fi
  if command -v shellcheck >/dev/null; then
    step "Shell scripts" shellcheck --external-sources --check-sourced dev .ci/run || failed+=(shell)
  fi
  [ ${#failed[@]} -eq 0 ] || die "check failed: ${failed[*]}"
  say "check passed"
}

build_with_analyzers() {
  local options
  mapfile -t options < <(msbuild_options)
  dotnet build Troupe.slnx "${options[@]}" -p:Check=true
}

generated_files_are_current() { dotnet "$bin/Troupe.Cli/$flavour/troupe.dll" protocol --check --root "$root"; }

# Rewrites api/*.txt, docs/reference/troupe.jsonc, the page and picture of turn-taking and the description of the HTTP interface from the code, and the control clients from that; the difference is what a reviewer judges.
accept_api() {
  need_dotnet
  build_project test/Troupe.Server.Tests
  TROUPE_ACCEPT_API=yes step "Accept the HTTP interface" dotnet "$bin/Troupe.Server.Tests/$flavour/Troupe.Server.Tests.dll" --filter-class '*ApiDocument*'
  build_project src/Troupe.Cli
  step "Generate the control clients" dotnet "$bin/Troupe.Cli/$flavour/troupe.dll" protocol --root "$root"
  build_project test/Troupe.House.Tests
  TROUPE_ACCEPT_API=yes step "Accept the public surface" \
    dotnet "$bin/Troupe.House.Tests/$flavour/Troupe.House.Tests.dll" --filter-class '*PublicApi*' --filter-class '*ReferenceConfig*' --filter-class '*TurnTaking*' --filter-class '*ScenarioIndex*'
}
