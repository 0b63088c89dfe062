/* A module that does what modules do. */
import fs from 'node:fs';
import { createInterface } from 'node:readline';

console.log(typeof fs.readFileSync, typeof createInterface, import.meta.url);
