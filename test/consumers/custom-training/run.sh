# The example trains on a folder of photos, and its model localises.
photos=${EXIFCLIP_DATA:-$EXIFCLIP_REPOSITORY/../shared/data}/exif-samples/jpg
if [ ! -d "$photos" ]; then
  test -z "${CI:-}" || { echo "expected photos in $photos" >&2; exit 1; }
  echo "skipped: there are no photos in $photos"
  exit 0
fi
npm start --silent -- "$photos" run 3
npx --no-install exifclip localize "$photos/exif-org/canon-ixus.jpg" --model run/model
