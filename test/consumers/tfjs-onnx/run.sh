# The first lines of the README of @exifclip/tfjs-onnx export a model, and it runs.
sed -n '/^```ts$/,/^```$/{/^```/!p;/^```$/q}' node_modules/@exifclip/tfjs-onnx/README.md > example.ts
node "$EXIFCLIP_REPOSITORY/node_modules/typescript/bin/tsc" example.ts --target es2022 --module nodenext \
  --skipLibCheck --typeRoots "$EXIFCLIP_REPOSITORY/node_modules/@types" --types node
node example.js 2> /dev/null
node features.mjs
