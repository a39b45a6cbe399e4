import { Done, ModelVersionReply, OfModelAlias, SetModelAlias } from '@verdict/api/mlflow';
import { champion, getModel, getVersion, LedgerError, removeAlias, setAlias } from '@verdict/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assertPermission } from '../auth/index.ts';
import { ServerError } from '../errors.ts';
import { promoteJudged } from '../promote-judged.ts';
import { untilGone } from '../until-gone.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentVersion } from './present-models.ts';
import {
  assertAliasName,
  assertAliasNotReserved,
  assertRegisteredName,
  versionNumber,
} from './registry-names.ts';

const path = 'registered-models/alias';

export function mlflowModelAliases(input: MlflowInput): void {
  const { app, ledger } = input;

  serveEndpoint(app, {
    method: 'POST',
    path,
    id: 'registeredModels.setAlias',
    summary:
      'Point an alias at a model version; the champion of a model that serves moves if the judge says so',
    permission: 'write',
    asked: SetModelAlias,
    reply: Done,
    refuses: [
      'MODEL_UNKNOWN',
      'MODEL_VERSION_UNKNOWN',
      'VALUE_INVALID',
      'NAME_INVALID',
      'STILL_REFERRED_TO',
      'PERMISSION_DENIED',
      'JUDGE_REFUSED',
      'JUDGE_NEEDS_ROWS',
      'NOT_JUDGEABLE',
      'CANNOT_SERVE',
      'ALIAS_MOVED',
      'ENGINE_BUSY',
      'BLOB_STORE_FAILED',
      'DISK_FULL',
    ],
    handle: async ({ name, alias, version: text }, request, reply) => {
      assertRegisteredName(name);
      assertAliasName(alias);
      assertAliasNotReserved(alias);
      const version = versionNumber(text);
      try {
        await setAlias(ledger, request.actor, { model: name, alias, version, rule: 'mlflow' });
      } catch (error) {
        if (!(error instanceof LedgerError && error.code === 'CHAMPION_GUARDED')) throw error;
        await promote(input, request, reply, { model: name, version });
      }
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'DELETE',
    path,
    id: 'registeredModels.deleteAlias',
    summary: 'Take an alias away; one that is not there is no error',
    permission: 'write',
    asked: OfModelAlias,
    reply: Done,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'CHAMPION_GUARDED', 'STILL_REFERRED_TO'],
    handle: async ({ name, alias }, { actor }) => {
      assertRegisteredName(name);
      assertAliasName(alias);
      await removeAlias(ledger, actor, { model: name, alias }).catch((error: unknown) => {
        if (!(error instanceof LedgerError && error.code === 'ALIAS_UNKNOWN')) throw error;
      });
      return {};
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path,
    id: 'registeredModels.getByAlias',
    summary: 'Show the model version that an alias points at',
    permission: 'read',
    asked: OfModelAlias,
    reply: ModelVersionReply,
    refuses: ['MODEL_UNKNOWN', 'VALUE_INVALID', 'MODEL_VERSION_UNKNOWN'],
    handle: async ({ name, alias }) => {
      assertRegisteredName(name);
      assertAliasName(alias);
      const isLatest = alias.toLowerCase() === 'latest';
      await getModel(ledger, name);
      const version = await getVersion(ledger, name, isLatest ? 'latest' : alias).catch((error: unknown) => {
        if (!(error instanceof LedgerError)) throw error;
        throw isLatest
          ? new LedgerError('ARTIFACT_UNKNOWN', `Latest version not found for model ${name}.`, {
              cause: error,
            })
          : new LedgerError('VALUE_INVALID', `Registered model alias ${alias} not found.`, { cause: error });
      });
      return { model_version: presentVersion(version) };
    },
  });
}

/** What serves moves through the judge, whoever asks. MLflow knows no answer but done and refused. */
async function promote(
  { ledger, engine, tempFolder, stopping, refreshServing }: MlflowInput,
  request: FastifyRequest,
  reply: FastifyReply,
  { model, version }: { readonly model: string; readonly version: number },
): Promise<void> {
  assertPermission(request, 'promote');
  const { format } = await getVersion(ledger, model, version);
  if (format !== 'verdict') {
    throw new LedgerError(
      'CANNOT_SERVE',
      `${model}@${version} is no .verdict model file and can never be the ${champion} of a model that serves; take another alias, or train one with Verdict.`,
    );
  }
  const signal = untilGone(request, reply, stopping);
  const { promoted, from, judgement } = await promoteJudged(
    { ledger, engine, tempFolder, signal },
    request.actor,
    { model, version, on: null, force: false, reason: 'asked for by an MLflow client' },
  ).catch((error: unknown) => {
    if (!(error instanceof ServerError && error.code === 'JUDGE_NEEDS_ROWS')) throw error;
    throw new ServerError(
      'JUDGE_NEEDS_ROWS',
      `No rows are known that the training of ${model}@${version} held out, and MLflow has no way to name some; say so by: verdict models promote ${model}@${version} --on DATASET@VERSION`,
      { cause: error },
    );
  });
  if (promoted) await refreshServing();
  if (promoted || from === version) return;
  const reasons = judgement?.reasons.filter(({ passed }) => !passed).map(({ message }) => message) ?? [];
  throw new ServerError(
    'JUDGE_REFUSED',
    `The judge refuses ${model}@${version} as ${champion}${from === null ? '' : ` in place of ${model}@${from}`}: ${reasons.join(' ')}`,
  );
}
