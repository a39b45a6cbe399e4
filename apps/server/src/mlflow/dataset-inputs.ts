import type { DatasetInput } from '@verdict/api/mlflow';
import type { InputToLog } from '@verdict/ledger';
import type { Static } from 'typebox';
import { checkLength } from './check-text.ts';
import { refuse } from './refuse.ts';
import { fromPairs, wirePairs } from './wire-number.ts';

/** MLflow has what rows were for as a tag among others. */
const contextTag = 'mlflow.data.context';
const most = 1000;

export function datasetInputs(inputs: readonly Static<typeof DatasetInput>[]): readonly InputToLog[] {
  if (inputs.length > most) {
    refuse(`A call logs at most ${most} datasets. Got ${inputs.length} datasets; split it into several.`);
  }
  return inputs.map(({ dataset, tags }) => {
    const {
      name,
      digest,
      source_type: sourceType = '',
      source = '',
      schema = null,
      profile = null,
    } = dataset;
    checkLength('name', name, 500);
    checkLength('digest', digest, 36);
    checkLength('source', source, 65_535);
    checkLength('schema', schema ?? '', 1_048_575);
    checkLength('profile', profile ?? '', 16_777_215);
    for (const { key, value = '' } of tags ?? []) {
      checkLength('key', key, 250);
      checkLength('value', value, 500);
    }
    const { [contextTag]: context = '', ...others } = fromPairs(tags);
    return { name, digest, sourceType, source, schema, profile, context, tags: others };
  });
}

export function presentInputTags(tags: Readonly<Record<string, string>>, context: string) {
  return wirePairs({ ...tags, ...(context !== '' && { [contextTag]: context }) });
}
