import type { NumberOp, TextTest } from '../../runs/filter/condition.ts';
import { parseConditions } from '../../runs/filter/parse-filter.ts';
import { takeName } from '../../runs/filter/take-name.ts';
import { takeNumberTest, takeTextTest } from '../../runs/filter/take-test.ts';
import type { TokenReader } from '../../runs/filter/token-reader.ts';

/** One comparison of a filter of models or of versions. A tag that is not there matches nothing. */
export type RegistryCondition =
  | ({ readonly entity: 'tag'; readonly key: string } & TextTest)
  | ({ readonly entity: 'attribute'; readonly key: RegistryText } & TextTest)
  | {
      readonly entity: 'attribute';
      readonly key: 'version_number';
      readonly op: NumberOp;
      readonly value: number;
    };

export type RegistryText = 'name' | 'run_id' | 'source_path';
export type RegistryKind = 'models' | 'versions';

const attributes = {
  models: ['name'],
  versions: ['name', 'run_id', 'source_path', 'version_number'],
} as const;

const entities = { tag: 'tag', tags: 'tag', attribute: 'attribute', attributes: 'attribute' } as const;

/** MLflow's filters of its registry: comparisons of names, of a version's other attributes and of tags, joined by AND. */
export function parseRegistryFilter(filter: string, of: RegistryKind): readonly RegistryCondition[] {
  return parseConditions(filter, (reader) => takeCondition(reader, of));
}

function takeCondition(reader: TokenReader, of: RegistryKind): RegistryCondition {
  const { entity, key, token } = takeName<'tag' | 'attribute'>(reader, entities, 'tags and attributes');
  if (entity === 'tag') return { entity, key, ...takeTextTest(reader) };
  const known = attributes[of].find((each) => each === key);
  if (known === undefined) {
    throw reader.refuse(
      token,
      `${key.slice(0, 60)} is none of ${attributes[of].join(', ')}; a tag is written as tags.team`,
    );
  }
  return known === 'version_number'
    ? { entity: 'attribute', key: known, ...takeNumberTest(unquotedNumbers(reader), known, true) }
    : { entity: 'attribute', key: known, ...takeTextTest(reader) };
}

/** MLflow's clients have numbers of versions as text, and may write them so. */
function unquotedNumbers(reader: TokenReader): TokenReader {
  return {
    ...reader,
    take: () => {
      const token = reader.take();
      const isNumber = token.kind === 'quoted' && token.quote !== '`' && /^\d+$/.test(token.text);
      return isNumber ? { ...token, kind: 'word', quote: null } : token;
    },
  };
}

/** MLflow keeps prompts in its registry, as models with this tag; whoever does not ask for prompts is shown none. */
export const promptTag = 'mlflow.prompt.is_prompt';

export function isPrompt(tags: Readonly<Record<string, string>>): boolean {
  return tags[promptTag]?.toLowerCase() === 'true';
}

export function asksForPrompts(conditions: readonly RegistryCondition[]): boolean {
  const first = conditions.find(isPromptTest);
  if (!first || !('value' in first)) return false;
  const value = String(first.value).toLowerCase();
  return (first.op === '=' && value === 'true') || (first.op === '!=' && value === 'false');
}

/** Of models that are no prompts it would match none, since they do not have the tag. */
export function withoutPromptTests(conditions: readonly RegistryCondition[]): readonly RegistryCondition[] {
  return conditions.filter((condition) => !isPromptTest(condition));
}

function isPromptTest({ entity, key }: RegistryCondition): boolean {
  return entity === 'tag' && key === promptTag;
}
