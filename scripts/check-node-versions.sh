#!/usr/bin/env bash
# Runs the README's commands in a fresh clone under other versions of Node and npm, which come from
# the registry as the npm packages `node` and `npm`. Some 10 minutes each on two cores, so this is
# no part of .ci/run; run it before a release. What is not committed is not tried.
#
#   scripts/check-node-versions.sh                  20 with npm 10, 22 with npm 10, 24 with npm 11
#   scripts/check-node-versions.sh 22:10 24:11      those
#   INSTALL_ONLY=1 scripts/check-node-versions.sh   npm ci and the build alone
set -euo pipefail
export TURBO_TELEMETRY_DISABLED=1
export ONNXRUNTIME_NODE_INSTALL=skip

repository=$(cd "$(dirname "$0")/.." && pwd)
export EXIFCLIP_DATA=${EXIFCLIP_DATA:-$repository/../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
original_path=$PATH

# An empty folder of the tool's own, since neither package belongs in this project.
install_tool() {
  mkdir -p "$work/$1-$2"
  cd "$work/$1-$2"
  echo '{ "private": true }' > package.json
  PATH=$original_path npm install --silent --no-audit --no-fund "$1@$2"
}

try_versions() {
  local node=$1 npm=$2 clone="$work/clone-$1-$2"
  install_tool node "$node"
  install_tool npm "$npm"
  PATH="$work/npm-$npm/node_modules/.bin:$work/node-$node/node_modules/.bin:$original_path"
  echo "== Node $(node --version), npm $(npm --version)"
  git clone --quiet "$repository" "$clone"
  cd "$clone"
  npm ci
  if [[ -n ${INSTALL_ONLY:-} ]]; then
    npm run build
  else
    npm run demo
    npm ci
    npm test
  fi
  test -z "$(git status --porcelain)" || { git status --short >&2; return 1; }
  cd "$work"
  rm -rf "$clone"
}

failed=()
for versions in "${@:-20:10 22:10 24:11}"; do
  for pair in $versions; do
    # a subshell that set -e governs: "|| " would switch it off inside
    set +e
    (set -e; try_versions "${pair%:*}" "${pair#*:}") < /dev/null
    status=$?
    set -e
    [[ $status -eq 0 ]] || failed+=("$pair")
  done
done

echo "== summary"
if [[ ${#failed[@]} -gt 0 ]]; then
  echo "FAILED (node:npm): ${failed[*]}"
  exit 1
fi
echo "every version passed"
