import { readFile, writeFile } from 'node:fs/promises';
import { openApiJson } from './openapi-json.ts';

/** `--write` writes docs/openapi.json, `--check` says whether it is what the app says. */
const place = new URL('../../../docs/openapi.json', import.meta.url);
const json = await openApiJson();
if (process.argv.includes('--write')) await writeFile(place, json);
else if ((await readFile(place, 'utf8').catch(() => '')) !== json) {
  process.stderr.write(
    'docs/openapi.json is not what the app says; run node apps/server/scripts/openapi.ts --write.\n',
  );
  process.exitCode = 1;
}
