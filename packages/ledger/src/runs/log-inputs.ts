import { parseDatasetReference } from '../datasets/parse-dataset-reference.ts';
import { getDatasetVersion } from '../datasets/read-datasets.ts';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertStorable, assertText } from '../names.ts';
import { assertAtMost, assertEntries } from './check-entry.ts';
import type { InputRow } from './inputs.store.ts';
import { runLimits } from './limits.ts';
import type { InputToLog } from './run.ts';

export function assertInputs(inputs: readonly InputToLog[]): void {
  for (const input of inputs) {
    assertText('context of the input', input.context ?? '', runLimits.inputContextLength);
    if ('dataset' in input) continue;
    const { name, digest, sourceType = '', source = '', schema, profile, tags = {} } = input;
    if (name === '') throw new LedgerError('NAME_INVALID', 'An input has an empty name; give it one.');
    assertText('name of the input', name, runLimits.inputNameLength);
    assertText('digest of the input', digest, runLimits.inputDigestLength);
    assertText('source type of the input', sourceType, runLimits.inputSourceTypeLength);
    assertStorable('The source of the input', source, runLimits.inputSourceLength);
    assertStorable('The schema of the input', schema ?? '', runLimits.inputSchemaLength);
    assertStorable('The profile of the input', profile ?? '', runLimits.inputProfileLength);
    const entries = Object.entries(tags);
    assertAtMost('tags of one input', entries.length, runLimits.inputTags);
    assertEntries('tag', entries, runLimits.inputTagValueLength);
  }
}

/** Rows for the store; versions on record are found by their reference. */
export async function inputRows(inside: Ledger, inputs: readonly InputToLog[]): Promise<InputRow[]> {
  const rows: InputRow[] = [];
  for (const input of inputs) {
    rows.push('dataset' in input ? await recordedRow(inside, input) : foreignRow(input));
  }
  return rows;
}

async function recordedRow(
  inside: Ledger,
  { dataset, context = '' }: Extract<InputToLog, { dataset: string }>,
): Promise<InputRow> {
  const { name, number } = parseDatasetReference(dataset);
  if (number === 'latest') {
    throw new LedgerError(
      'NAME_INVALID',
      `The input ${dataset} may be another version tomorrow; write its number, as in ${name}@3.`,
    );
  }
  const version = await getDatasetVersion(inside, name, number);
  return {
    name,
    // MLflow's clients keep 36 characters of a digest; 128 bits tell versions apart.
    digest: version.rowsSha256.slice(0, 32),
    context,
    sourceType: 'verdict',
    source: `${name}@${number}`,
    schema: null,
    profile: null,
    tags: {},
    datasetVersionId: version.id,
  };
}

function foreignRow(input: Exclude<InputToLog, { dataset: string }>): InputRow {
  const { name, digest, context = '', sourceType = '', source = '' } = input;
  const { schema = null, profile = null, tags = {} } = input;
  return { name, digest, context, sourceType, source, schema, profile, tags, datasetVersionId: null };
}
