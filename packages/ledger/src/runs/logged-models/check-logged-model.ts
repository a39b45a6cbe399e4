import { LedgerError } from '../../errors.ts';
import { assertStorable, assertText, shown } from '../../names.ts';
import { assertAtMost } from '../check-entry.ts';
import { loggedModelLimits } from './limits.ts';
import type { NewLoggedModel } from './logged-model.ts';

type Entries = readonly (readonly [key: string, value: string])[];

export function assertNewLoggedModel({
  name,
  modelType,
  sourceRunId,
  params = {},
  tags = {},
}: NewLoggedModel): void {
  if (name !== undefined) assertLoggedModelName(name);
  if (modelType !== undefined) assertText('type of the model', modelType, loggedModelLimits.typeLength);
  if (sourceRunId !== undefined) assertText('run of the model', sourceRunId, loggedModelLimits.keyLength);
  assertModelEntries('parameter', Object.entries(params));
  assertModelEntries('tag', Object.entries(tags));
}

/** In MLflow's words, which its users know. */
function assertLoggedModelName(name: string): void {
  if (name === '' || /[/:.%"']/.test(name)) {
    throw new LedgerError(
      'NAME_INVALID',
      `Invalid model name (${quoted(name)}) provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    );
  }
  assertText('name of the model', name, loggedModelLimits.nameLength);
}

export function assertModelEntries(kind: 'parameter' | 'tag', entries: Entries): void {
  assertAtMost(`${kind}s`, entries.length, loggedModelLimits.entries);
  for (const [key, value] of entries) {
    assertModelKey(kind, key);
    assertStorable(`The ${kind} ${shown(key)}`, value, loggedModelLimits.valueLength);
  }
}

function assertModelKey(kind: 'parameter' | 'tag', key: string): void {
  if (key === '') throw new LedgerError('NAME_INVALID', `A ${kind} has an empty name; give it one.`);
  assertText(`name of the ${kind}`, key, loggedModelLimits.keyLength);
}

/** As Python writes it. */
function quoted(name: string): string {
  const quote = name.includes("'") && !name.includes('"') ? '"' : "'";
  const cut = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  return `${quote}${quote === "'" ? cut.replaceAll("'", "\\'") : cut}${quote}`;
}
