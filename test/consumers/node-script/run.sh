# The ten lines of the example on a made photo; they leave a picture.
npm start --silent -- "$(dirname "$EXIFCLIP_REPOSITORY/docs/demo.jpg")/demo.jpg" heatmap.png | tee printed
grep -q '^score [0-9]' printed
test "$(head -c 4 heatmap.png | tail -c 3)" = PNG
