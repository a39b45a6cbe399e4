import { readFileSync } from 'node:fs';
import { openStore } from '@verdict/db';
import { stopOnSignal } from '@verdict/http';
import { readPotatoesConfig } from './config.ts';
import { startPotatoes } from './start-potatoes.ts';

/** Rotten Potatoes as a process of its own, beside a Verdict elsewhere. */
async function main(): Promise<void> {
  const config = readPotatoesConfig(process.env);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  const store = await openStore(
    config.databaseUrl === null
      ? { kind: 'embedded', folder: config.home }
      : { kind: 'postgres', url: config.databaseUrl },
  );
  try {
    const site = await startPotatoes(config, { store, version });
    process.stderr.write(`Rotten Potatoes is at ${site.url}, and asks Verdict at ${config.verdictUrl}.\n`);
    stopOnSignal({ stop: () => site.stop().finally(store.close) });
  } catch (error) {
    await store.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
