# The types of every entry point under several versions of TypeScript and both ways of resolving.
node check.mjs
