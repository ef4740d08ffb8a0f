#!/bin/bash
# A Slurm array over one folder of photos, a table a task:
#   sbatch --array=0-7 --cpus-per-task=4 --export=ALL,PHOTOS=/data/photos,OUT=/data/tables slurm-array.sh
# A task that was killed, or ran out of time, goes on where it was: requeue it, or give the same again.
#SBATCH --requeue
set -eu
shard="$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
table="$OUT/part-$SLURM_ARRAY_TASK_ID.parquet"
exifclip localize "$PHOTOS" --shard "$shard" --table "$table" \
  --workers "${SLURM_CPUS_PER_TASK:-1}" || [ $? -eq 1 ] # 1: some inputs failed, the table says which
