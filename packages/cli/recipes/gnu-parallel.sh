#!/bin/bash
# One folder of photos on several machines that share a disk and are reached by ssh, a table a shard:
#   PHOTOS=/data/photos OUT=/data/tables SHARDS=8 gnu-parallel.sh --sshlogin one,two,three
# Without --sshlogin it is this machine alone, where `exifclip --workers` does as well.
set -eu
export PHOTOS OUT SHARDS
seq 0 "$((SHARDS - 1))" | parallel --env PHOTOS --env OUT --env SHARDS --jobs "${JOBS:-1}" "$@" \
  'exifclip localize "$PHOTOS" --shard "{}/$SHARDS" --table "$OUT/part-{}.parquet" || [ $? -eq 1 ]'
