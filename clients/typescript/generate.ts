/** Turns the server's OpenAPI document (standard input) into `src/openapi.ts` (standard output). */
import { text } from 'node:stream/consumers';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { firstLine, ownApi } from './own-api.ts';

const document = ownApi(JSON.parse(await text(process.stdin)));
const types = astToString(await openapiTypescript(JSON.stringify(document), { defaultNonNullable: false }));
process.stdout.write(`${firstLine(document)}\n// Made by \`npm run generate\`, never by hand.\n\n${types}`);
