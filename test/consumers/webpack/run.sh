# Bundled by webpack, the detector runs in Chromium and scores as it does in Node.
node build.mjs
project=$PWD
cd "$EXIFCLIP_REPOSITORY"
EXIFCLIP_BUNDLED=$project npx vitest run --config test/browser/vitest.config.ts bundled
