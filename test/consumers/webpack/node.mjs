// What the page must come to: the score of the photo that is named, by the same lines in Node.

import { readFileSync } from 'node:fs';
import { run } from './entry.js';

console.log(await run(new Uint8Array(readFileSync(process.argv[2]))));
