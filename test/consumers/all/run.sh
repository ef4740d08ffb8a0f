# Every package and the command, installed by a stranger.
version=$(npx --no-install exifclip --version)
expected=$(node -p "require('$EXIFCLIP_REPOSITORY/packages/cli/package.json').version")
test "$version" = "$expected" || { echo "expected $expected, got $version" >&2; exit 1; }
npx --no-install exifclip demo --out demo
test -s demo/forgery.png || { echo "the demo wrote no forgery.png" >&2; exit 1; }
node --no-warnings entries.mjs
