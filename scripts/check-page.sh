#!/usr/bin/env bash
# Builds examples/page from what npm would publish, in an empty folder, and drives it in Chromium.
# Needs a build (npm run build).
#
#   scripts/check-page.sh                 all of its tests
#   scripts/check-page.sh page-picture    those in files of that name
set -euo pipefail
export ONNXRUNTIME_NODE_INSTALL=skip
export npm_config_audit=false npm_config_fund=false npm_config_prefer_offline=true

repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== pack what the page installs"
mkdir "$work/tarballs"
cd "$repository"
npm pack --silent --pack-destination "$work/tarballs" \
  --workspace=packages/{exif-text,image,models,nn,onnx,patch-encoder,splice} > /dev/null

echo "== install and build examples/page"
cp -r "$repository/examples/page" "$work/page"
cd "$work/page"
rm -rf node_modules dist
npm install --silent "$work"/tarballs/*.tgz
npm run --silent build

echo "== drive it in Chromium"
cd "$repository"
EXIFCLIP_PAGE="$work/page/dist" npx vitest run --config test/browser/vitest.config.ts "${1:-page}"
