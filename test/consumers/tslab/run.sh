# The types of a notebook's cells in tslab; examples/notebooks runs whole notebooks.
node check.cjs
