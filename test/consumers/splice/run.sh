# @exifclip/splice alone: it brings no training, and the lines of its README run in Node and, built
# with Vite, in Chromium.
unwanted=$(find node_modules -type d \( -path '*node_modules/@tensorflow' -o \
  -path '*node_modules/@huggingface/transformers' -o -path '*node_modules/exifclip' \))
test -z "$unwanted" || { printf 'unwanted:\n%s\n' "$unwanted" >&2; exit 1; }
project=$PWD
cd "$EXIFCLIP_REPOSITORY"
EXIFCLIP_INSTALLED=$project npx vitest run --config test/browser/vitest.config.ts installed
