/** Prints the server's OpenAPI document, from which `clients/typescript` has its types. */
import { testServer } from '../support/app.ts';

await using test = await testServer();
process.stdout.write(JSON.stringify(test.app.swagger()));
