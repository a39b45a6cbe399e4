import type { StoredLoggedModel, StoredRun } from '../../mlflow-store/stored.ts';
import { createFileFinder, type OwnerOfFiles } from './find-files.ts';
import type { ImportAsked } from './import-store.ts';

const idsAtOnce = 1000;

/** Counts what an import would bring, and writes nothing. */
export async function lookOnly({
  store,
  client,
  experiments,
  narrowed,
  artifacts,
  tally,
  told,
}: ImportAsked): Promise<void> {
  const finder =
    artifacts === false ? null : createFileFinder({ artifacts, storeFolder: store.folder }, tally);
  const countFiles = async (owner: OwnerOfFiles): Promise<void> => {
    const files = (await finder?.filesOf(owner)) ?? [];
    tally.add('files', { added: files.length });
    tally.addBytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
  };
  const known = await client.import.known({
    experiments: experiments.map(({ name }) => name).slice(0, 1000),
  });
  const there = new Set(known.experiments);
  tally.add(
    'experiments',
    countOf(
      experiments.map(({ name }) => name),
      there,
    ),
  );
  let total = 0;
  for (const { key } of experiments) total += await store.runCount(key);
  let seen = 0;
  const runIds = new Set<string>();
  for (const { key } of experiments) {
    for await (const batch of pagesOf(store.runs(key))) {
      const ids = batch.map(({ id }) => id);
      const runs = new Set((await client.import.known({ runs: ids })).runs);
      tally.add('runs', countOf(ids, runs));
      for (const run of batch) {
        runIds.add(run.id);
        if (!runs.has(run.id)) await countFiles({ ...run, of: 'run' });
      }
      seen += batch.length;
      told('runs', total === 0 ? null : seen / total);
    }
    const models = new Map<string, StoredLoggedModel>();
    for await (const model of store.loggedModels(key)) models.set(model.id, model);
    const ids = [...models.keys()];
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const some = ids.slice(at, at + idsAtOnce);
      const found = new Set((await client.import.known({ logged_models: some })).logged_models);
      tally.add('logged_models', countOf(some, found));
      for (const id of some) {
        if (!found.has(id))
          await countFiles({ ...(models.get(id) as StoredLoggedModel), of: 'logged_model' });
      }
    }
  }
  await lookAtRegistry({ store, client, narrowed, tally }, runIds);
  finder?.end();
  for (const fault of store.faults) tally.refuse(fault);
}

async function lookAtRegistry(
  { store, client, narrowed, tally }: Pick<ImportAsked, 'store' | 'client' | 'narrowed' | 'tally'>,
  runIds: ReadonlySet<string>,
): Promise<void> {
  for (const { name, versions } of await store.registeredModels()) {
    const wanted = narrowed
      ? versions.filter(({ run_id }) => run_id !== null && runIds.has(run_id))
      : versions;
    if (narrowed && wanted.length === 0) continue;
    const [found] = (await client.import.known({ models: [name] })).models;
    tally.add('models', found ? { there: 1 } : { added: 1 });
    const numbers = new Set(found?.versions);
    tally.addVersions(wanted.filter(({ number }) => !numbers.has(number)).length);
  }
}

function countOf(names: readonly string[], there: ReadonlySet<string>): { added: number; there: number } {
  const found = names.filter((name) => there.has(name)).length;
  return { added: names.length - found, there: found };
}

async function* pagesOf(runs: AsyncIterable<StoredRun>): AsyncGenerator<StoredRun[]> {
  let page: StoredRun[] = [];
  for await (const run of runs) {
    page.push(run);
    if (page.length < idsAtOnce) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
