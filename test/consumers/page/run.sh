# The page is built, and driven in Chromium.
npm run --silent build
page=$PWD/dist
cd "$EXIFCLIP_REPOSITORY"
EXIFCLIP_PAGE=$page npx vitest run --config test/browser/vitest.config.ts page
