# What it costs, and that it costs no more than it may.
node measure.mjs
