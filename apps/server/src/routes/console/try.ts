import { ConsoleTry } from '@verdict/api';
import {
  champion,
  type Facts,
  getVersion,
  type Ledger,
  listModels,
  listVersions,
  type ModelVersion,
} from '@verdict/ledger';
import { recordErrors, refusals } from '../../schemas.ts';
import type { RecordInput } from '../record/record-input.ts';
import { knownFacts } from './version-quality.ts';

/** A list that a person picks from; others are asked by their address. */
const most = { models: 100, versions: 20 } as const;

export function consoleTryRoutes({ app, config, ledger }: RecordInput): void {
  app.get(
    '/api/v1/console/try',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'console.try',
        summary: 'The models and versions that a text can be put to',
        tags: ['console'],
        response: { 200: ConsoleTry, ...refusals(...recordErrors) },
      },
    },
    async () => ({
      default_model: config.defaultModel,
      max_text_length: config.maxTextLength,
      models: await askable(ledger),
    }),
  );
}

async function askable(ledger: Ledger): Promise<ConsoleTry['models']> {
  const { items } = await listModels(ledger, { limit: most.models });
  const models: ConsoleTry['models'] = [];
  for (const { name, aliases } of items) {
    const page = await listVersions(ledger, name, { limit: most.versions });
    const serving = aliases[champion] ?? null;
    const listed = serving === null || page.items.some(({ version }) => version === serving);
    const all = listed ? page.items : [...page.items, await getVersion(ledger, name, serving)];
    const versions = all.filter(({ format, sha256 }) => format === 'verdict' && sha256 !== null);
    if (versions.length === 0) continue;
    models.push({ name, champion: serving, versions: versions.map(presentTryVersion) });
  }
  return models;
}

function presentTryVersion({
  version,
  aliases,
  facts,
}: ModelVersion): ConsoleTry['models'][number]['versions'][number] {
  return {
    version,
    aliases: [...aliases],
    classes: [...knownFacts(facts).classes],
    explainable: facts?.kind === 'linear',
    reads_letters: readsLetters(facts),
  };
}

function readsLetters(facts: Facts | null): boolean {
  const { features } = (facts?.recipe ?? {}) as {
    readonly features?: readonly { readonly tokens?: unknown }[];
  };
  if (!Array.isArray(features)) return false;
  return features.some(({ tokens }) => typeof tokens === 'string' && tokens.startsWith('characters'));
}
