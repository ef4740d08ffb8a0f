#!/usr/bin/env bash
# Installs what npm would publish into empty projects, and uses it there as a stranger would.
# Needs a build (npm run build).
set -euo pipefail
export ONNXRUNTIME_NODE_INSTALL=skip
export npm_config_audit=false npm_config_fund=false npm_config_prefer_offline=true

repository=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tarballs" "$work/all" "$work/alone"

echo "== pack every package"
cd "$repository"
npm pack --workspaces --silent --pack-destination "$work/tarballs" > /dev/null

echo "== install all of them, with the command"
cd "$work/all"
echo '{ "private": true }' > package.json
npm install --silent "$work"/tarballs/*.tgz

echo "== npx exifclip --version"
version=$(npx --no-install exifclip --version)
expected=$(node -p "require('$repository/packages/cli/package.json').version")
test "$version" = "$expected" || { echo "expected $expected, got $version" >&2; exit 1; }

echo "== npx exifclip demo"
npx --no-install exifclip demo --out "$work/demo"
test -s "$work/demo/forgery.png" || { echo "the demo wrote no forgery.png" >&2; exit 1; }

echo "== import, and require, every entry point"
cat > entries.mjs <<'JS'
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const installed = 'node_modules/@exifclip';
for (const folder of readdirSync(installed)) {
  const manifest = JSON.parse(readFileSync(`${installed}/${folder}/package.json`, 'utf8'));
  const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target === 'object');
  for (const [key] of entries) await load(manifest.name + key.slice(1), manifest);
}

async function load(entry, { peerDependenciesMeta = {} }) {
  try {
    const count = Object.keys(await import(entry)).length;
    if (Object.keys(require(entry)).length < count) throw new Error(`require('${entry}') lacks exports`);
    console.log(`${entry}: ${count} exports`);
  } catch (error) {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND' && /'(.+?)'/.exec(error.message)?.[1];
    if (!peerDependenciesMeta[missing]?.optional) throw error;
    console.log(`${entry}: for those who install ${missing}`);
  }
}
JS
node --no-warnings entries.mjs

echo "== install @exifclip/splice alone"
cd "$work/alone"
# overrides stand in for the registry: only splice is asked for, the rest comes as its dependency
node --input-type=module - "$work/tarballs" > package.json <<'JS'
import { readdirSync } from 'node:fs';

const folder = process.argv[2];
const tarballs = readdirSync(folder).map((file) => [
  file.replace(/^exifclip-(?=[a-z])/, '@exifclip/').replace(/-\d.*/, ''),
  `file:${folder}/${file}`,
]);
const { '@exifclip/splice': splice, ...overrides } = Object.fromEntries(tarballs);
console.log(JSON.stringify({ private: true, dependencies: { '@exifclip/splice': splice }, overrides }));
JS
npm install --silent

echo "== it brings no training"
unwanted=$(find node_modules -type d \( -path '*node_modules/@tensorflow' -o \
  -path '*node_modules/@huggingface/transformers' -o -path '*node_modules/exifclip' \))
test -z "$unwanted" || { printf 'unwanted:\n%s\n' "$unwanted" >&2; exit 1; }

echo "== the lines of its README run in Node and, built with Vite, in Chromium"
cd "$repository"
EXIFCLIP_INSTALLED="$work/alone" npx vitest run --config test/browser/vitest.config.ts installed

echo "== the first lines of the README of @exifclip/tfjs-onnx export a model"
mkdir "$work/export" && cd "$work/export"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent "$work"/tarballs/exifclip-{onnx,tfjs-onnx}-*.tgz \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
sed -n '/^```ts$/,/^```$/{/^```/!p;/^```$/q}' node_modules/@exifclip/tfjs-onnx/README.md > example.ts
"$repository/node_modules/.bin/tsc" example.ts --target es2022 --module nodenext --skipLibCheck \
  --typeRoots "$repository/node_modules/@types" --types node
node example.js 2> /dev/null
node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';
import { createOnnxSession } from '@exifclip/onnx';

const session = await createOnnxSession(readFileSync('tower.onnx'));
const images = { data: new Float32Array(2 * 64 * 64 * 3).fill(1), shape: [2, 64, 64, 3] };
const { features } = await session.run({ images });
if (features.shape.join() !== '2,16') throw new Error(`got features of [${features.shape}]`);
console.log(`features [${features.shape}]`);
process.exit(0);
JS

echo "== examples/custom-training trains on a folder of photos, and its model localises"
photos=${EXIFCLIP_DATA:-$repository/../shared/data}/exif-samples/jpg
if [ -d "$photos" ]; then
  cp -r "$repository/examples/custom-training" "$work/custom" && cd "$work/custom"
  rm -rf node_modules dist
  npm install --silent "$work"/tarballs/*.tgz
  npm start --silent -- "$photos" run 3
  npx --no-install exifclip localize "$photos/exif-org/canon-ixus.jpg" --model run/model
else
  test -z "${CI:-}" || { echo "expected photos in $photos" >&2; exit 1; }
  echo "skipped: there are no photos in $photos"
fi

echo "== the notebooks run in a folder of their own, and say what they said"
mkdir "$work/notebooks" && cd "$work/notebooks"
cp "$repository/examples/notebooks/package.json" .
npm install --silent "$work"/tarballs/*.tgz
node "$repository/scripts/notebooks.mjs" --installed "$work/notebooks"

echo "== every installation works"
