# Every entry point, and one photo, under the versions of Node that are supported. The binaries come
# from the registry; where it lacks one for this machine, a line says so.
platform=$(node -p '`${process.platform}-${process.arch}`')
project=$PWD/..
for major in 20 22 24; do
  folder=node-$major
  mkdir "$folder"
  echo '{ "private": true }' > "$folder/package.json"
  if ! (cd "$folder" && npm install --silent --no-save "node-$platform@$major"); then
    echo "skipped: the registry has no Node $major for $platform"
    continue
  fi
  node="$PWD/$folder/node_modules/node-$platform/bin/node"
  echo "-- Node $("$node" --version)"
  (cd "$project" && "$node" --no-warnings entries.mjs | tail -n 1)
  (cd "$project" && "$node" node_modules/exifclip/bin/exifclip.js localize \
    "$EXIFCLIP_REPOSITORY/docs/demo.jpg" --max-patches 100 --out "$PWD/node-versions/out-$major")
done
