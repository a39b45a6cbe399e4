import {
  getLoggedModel,
  getModel,
  getRun,
  getVersion,
  isPrompt,
  type Ledger,
  LedgerError,
  latestOfStages,
  type ModelVersion,
  parseStage,
} from '@verdict/ledger';
import { experimentLocation, runArtifactUri } from './artifact-uris.ts';
import { checkSource, notOf } from './check-source.ts';
import { loggedModelRoot } from './logged-model-root.ts';
import { parseModelUri, uriParts } from './model-uri.ts';
import { downloadUri } from './present-models.ts';
import { assertRegisteredName } from './registry-names.ts';

export interface SourceAsked {
  readonly source: string;
  /** Left out where nothing was said; empty is something. */
  readonly runId: string | undefined;
  readonly modelId: string | undefined;
}

export interface VersionSource {
  readonly source: string;
  readonly runId: string;
  readonly modelId: string;
  /** Where the files are, if the source only points at something that knows. */
  readonly storageLocation: string | null;
}

/** What a version is registered from, followed to where its files are; refused where MLflow refuses it. */
export async function resolveSource(ledger: Ledger, asked: SourceAsked): Promise<VersionSource> {
  const registered = await registeredSource(ledger, asked);
  const { source, runId, modelId } = registered ?? {
    source: asked.source,
    runId: asked.runId ?? '',
    modelId: asked.modelId ?? '',
  };
  const model = modelId === '' ? null : await orNull(getLoggedModel(ledger, modelId));
  checkSource(
    source,
    modelId === ''
      ? { kind: 'run_id', id: runId, root: await runRoot(ledger, runId) }
      : { kind: 'model_id', id: modelId, root: model && (await loggedModelRoot(ledger, model)) },
  );
  if (registered) return { source, runId, modelId, storageLocation: downloadUri(registered.version) };
  // What is not there says so itself.
  if (modelId !== '' && model === null) await getLoggedModel(ledger, modelId);
  const points = model !== null && uriParts(source).scheme === 'models';
  return {
    source,
    runId: runId || (model?.sourceRunId ?? ''),
    modelId,
    storageLocation: points ? await loggedModelRoot(ledger, model) : null,
  };
}

/** A version of another model, or of the same one; null where the source is something else. */
async function registeredSource(ledger: Ledger, { source, runId, modelId }: SourceAsked) {
  const { scheme, host } = uriParts(source);
  if (scheme !== 'models') return null;
  if (host !== '') {
    throw invalid(source, 'Registered model sources must use the active model registry.');
  }
  const parsed = parseModelUri(source);
  if (parsed === null) throw notOf(source, 'model_id');
  if (parsed.kind === 'logged') return null;
  const { name } = parsed;
  assertRegisteredName(name);
  const { tags } = await getModel(ledger, name).catch(
    inWordsOf(`Registered Model with name=${name} not found`),
  );
  if (isPrompt(tags)) {
    throw invalid(source, 'Prompt versions cannot be used as model version sources.');
  }
  const version = await findNamed(ledger, parsed);
  const [ofRun, ofModel] = [version.saidRunId, version.loggedModelId ?? ''];
  if ((runId !== undefined && runId !== ofRun) || (modelId !== undefined && modelId !== ofModel)) {
    throw invalid(
      source,
      'The run_id and model_id request parameters must match the referenced model version.',
    );
  }
  return { source: `models:/${name}/${version.version}`, runId: ofRun, modelId: ofModel, version };
}

async function findNamed(
  ledger: Ledger,
  parsed: Exclude<ReturnType<typeof parseModelUri>, null | { kind: 'logged' }>,
): Promise<ModelVersion> {
  const { name } = parsed;
  switch (parsed.kind) {
    case 'version':
      return getVersion(ledger, name, Number(parsed.version)).catch(
        inWordsOf(`Model Version (name=${name}, version=${parsed.version}) not found`),
      );
    case 'alias':
      return getVersion(ledger, name, parsed.alias).catch(
        inWordsOf(`Registered model alias ${parsed.alias} not found.`),
      );
    case 'latest':
      return getVersion(ledger, name, 'latest').catch(
        inWordsOf(`No versions of model with name '${name}' found`),
      );
    case 'stage': {
      const stage = parseStage(parsed.stage);
      const newest = (await latestOfStages(ledger, [name])).get(name) ?? [];
      const found = newest.find((version) => version.stage === stage);
      if (found) return found;
      throw new LedgerError(
        'ARTIFACT_UNKNOWN',
        `No versions of model with name '${name}' and stage '${parsed.stage}' found`,
      );
    }
  }
}

/** Of the source's model, which is not the one that the caller asks about. */
function inWordsOf(message: string) {
  return (error: unknown): never => {
    throw error instanceof LedgerError
      ? new LedgerError('ARTIFACT_UNKNOWN', message, { cause: error })
      : error;
  };
}

async function runRoot(ledger: Ledger, runId: string): Promise<string | null> {
  const run = runId === '' ? null : await orNull(getRun(ledger, runId));
  if (run === null) return null;
  const { experiment, artifactLocation } = run;
  return runArtifactUri(experimentLocation({ id: experiment.id, artifactLocation }), run.id);
}

async function orNull<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}

function invalid(source: string, why: string): LedgerError {
  return new LedgerError('VALUE_INVALID', `Invalid model version source: '${source.slice(0, 500)}'. ${why}`);
}
