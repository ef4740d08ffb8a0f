# The notebooks in a folder of their own say what they said.
node "$EXIFCLIP_REPOSITORY/scripts/notebooks.mjs" "$PWD" ${EXIFCLIP_WRITE:+--write}
