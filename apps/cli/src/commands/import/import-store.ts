import type { Client, ImportedModel, ImportedVersion } from '@verdict/api';
import type { MlflowStore, ModelLink, StoredExperiment } from '../../mlflow-store/stored.ts';
import { versionSource } from '../../mlflow-store/version-source.ts';
import { createFileFinder, type FileFinder, type OwnerOfFiles } from './find-files.ts';
import { importExperimentRuns } from './import-runs.ts';
import { sendFiles } from './send-files.ts';
import type { Tally } from './tally.ts';

export interface ImportAsked {
  readonly store: MlflowStore;
  readonly client: Client;
  readonly experiments: readonly StoredExperiment[];
  /** Some experiments were named: of the registry only what came out of their runs. */
  readonly narrowed: boolean;
  /** Where copies of artifacts are; null: where the store says. False: they stay where they are. */
  readonly artifacts: string | null | false;
  readonly tally: Tally;
  readonly told: (stage: 'runs' | 'models', fraction: number | null) => void;
}

/** Experiments, then their runs, then the models that they logged, then the registry: each refers to those before. */
export async function importStore(asked: ImportAsked): Promise<void> {
  const { store, client, artifacts, tally, told } = asked;
  const finder =
    artifacts === false ? null : createFileFinder({ artifacts, storeFolder: store.folder }, tally);
  const placed = await importExperiments(asked);
  let total = 0;
  for (const { key } of placed) total += await store.runCount(key);
  const runs = new Set<string>();
  const links = new Map<string, (Omit<ModelLink, 'modelId'> & { run_id: string })[]>();
  const withFiles = (owners: readonly OwnerOfFiles[]): Promise<void> =>
    finder ? takeFiles(client, owners, finder, tally) : Promise.resolve();

  for (const { key, id } of placed) {
    await importExperimentRuns({
      store,
      client,
      key,
      experimentId: id,
      tally,
      taken: async (batch) => {
        for (const run of batch) {
          runs.add(run.id);
          for (const { modelId, role, step } of run.links) {
            links.set(modelId, [...(links.get(modelId) ?? []), { run_id: run.id, role, step }]);
          }
        }
        await withFiles(
          batch.map(({ id, artifactUri, ownFolder }) => ({ of: 'run', id, artifactUri, ownFolder })),
        );
        told('runs', total === 0 ? null : runs.size / total);
      },
    });
  }
  told('models', null);
  for (const { key, id } of placed) {
    for await (const batch of inBatches(store.loggedModels(key), 50)) {
      const models = batch.map(({ artifactUri: _uri, ownFolder: _folder, ...model }) => ({
        ...model,
        experiment_id: id,
        runs: links.get(model.id) ?? [],
      }));
      tally.add('logged_models', await client.import.loggedModels({ models }));
      await withFiles(
        batch.map(({ id, artifactUri, ownFolder }) => ({ of: 'logged_model', id, artifactUri, ownFolder })),
      );
    }
  }
  await importRegistry(asked, runs);
  finder?.end();
  for (const fault of store.faults) tally.refuse(fault);
}

async function importExperiments({
  client,
  experiments,
  artifacts,
  tally,
}: ImportAsked): Promise<{ readonly key: string; readonly id: string }[]> {
  const ids = new Map<string, string>();
  for (let at = 0; at < experiments.length; at += 500) {
    const reply = await client.import.experiments({
      experiments: experiments.slice(at, at + 500).map(({ key: _key, ...experiment }) => ({
        ...experiment,
        // Files that come along are found with the record; those that do not, where they are.
        artifact_location: artifacts === false ? experiment.artifact_location : null,
      })),
    });
    tally.add('experiments', reply);
    for (const { name, id } of reply.experiments) ids.set(name, id);
  }
  return experiments.flatMap(({ key, name }) => {
    const id = ids.get(name);
    return id === undefined ? [] : [{ key, id }];
  });
}

async function importRegistry(
  { store, client, narrowed, artifacts, tally }: ImportAsked,
  runs: ReadonlySet<string>,
): Promise<void> {
  const registered = await store.registeredModels();
  const wanted = narrowed ? registered.flatMap((model) => ofRuns(model, runs)) : registered;
  for (const model of wanted) {
    const isKnown = (id: string): boolean => runs.has(id);
    /** Of what was copied from another model. */
    const storageOf = ({ storage_location: at }: ImportedVersion): string | null =>
      at === null ? null : versionSource({ source: at, logged_model_id: null }, isKnown);
    const versions = model.versions.map((version) => {
      if (artifacts === false || version.deleted_ms !== null) return version;
      const source = versionSource(version, isKnown);
      if (source !== null) return { ...version, source, storage_location: storageOf(version) };
      if (version.source !== '') {
        tally.refuse({
          subject: `files of version ${version.number} of the model ${JSON.stringify(model.name)}`,
          reason: `They lie at ${version.source}, beside every run; the version says so as before.`,
        });
      }
      return version;
    });
    const reply = await client.import.models({ models: [{ ...model, versions }] });
    tally.add('models', reply);
    tally.addVersions(reply.versions);
  }
}

/** Its versions that came out of these runs; nothing where there are none. */
function ofRuns(model: ImportedModel, runs: ReadonlySet<string>): ImportedModel[] {
  const versions = model.versions.filter(({ run_id }) => run_id !== null && runs.has(run_id));
  if (versions.length === 0) return [];
  const numbers = new Set(versions.map(({ number }) => number));
  const aliases = Object.fromEntries(
    Object.entries(model.aliases).filter(([, number]) => numbers.has(number)),
  );
  return [{ ...model, versions, aliases }];
}

async function takeFiles(
  client: Client,
  owners: readonly OwnerOfFiles[],
  finder: FileFinder,
  tally: Tally,
): Promise<void> {
  const files = [];
  for (const owner of owners) files.push(...(await finder.filesOf(owner)));
  await sendFiles(client, files, tally);
}

async function* inBatches<Item>(items: AsyncIterable<Item>, most: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
