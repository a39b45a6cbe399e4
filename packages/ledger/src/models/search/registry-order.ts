import { LedgerError } from '../../errors.ts';
import { assertStorable } from '../../names.ts';
import { takeDirection } from '../../runs/filter/take-direction.ts';
import { takeName } from '../../runs/filter/take-name.ts';
import { tokenReader } from '../../runs/filter/token-reader.ts';
import { runLimits } from '../../runs/limits.ts';
import type { RegistryKind } from './registry-filter.ts';

export type RegistryKey = 'name' | 'version_number' | 'creation_timestamp' | 'last_updated_timestamp';

export interface RegistryOrder {
  readonly key: RegistryKey;
  readonly descending: boolean;
}

const keys: Readonly<Record<RegistryKind, readonly RegistryKey[]>> = {
  models: ['name', 'creation_timestamp', 'last_updated_timestamp'],
  versions: ['name', 'version_number', 'creation_timestamp', 'last_updated_timestamp'],
};

/** No two are equal in it, so that a page ends between two. */
const ties: Readonly<Record<RegistryKind, readonly RegistryOrder[]>> = {
  models: [{ key: 'name', descending: false }],
  versions: [
    { key: 'name', descending: false },
    { key: 'version_number', descending: true },
  ],
};

/** What MLflow takes where nothing is asked for. */
const usual: Readonly<Record<RegistryKind, readonly RegistryOrder[]>> = {
  models: [],
  versions: [{ key: 'last_updated_timestamp', descending: true }],
};

/** Each as `name DESC`; ASC is meant where nothing is said. */
export function registryOrder(columns: readonly string[], of: RegistryKind): readonly RegistryOrder[] {
  const asked = columns.length === 0 ? usual[of] : columns.map((column) => parseColumn(column, of));
  const twice = asked.find(({ key }, at) => asked.findIndex((other) => other.key === key) < at);
  if (twice) {
    throw new LedgerError(
      'FILTER_INVALID',
      `\`order_by\` contains duplicate fields: ${twice.key} is there twice; leave one out.`,
    );
  }
  return [...asked, ...ties[of].filter((tie) => !asked.some(({ key }) => key === tie.key))];
}

function parseColumn(column: string, of: RegistryKind): RegistryOrder {
  assertStorable('A column to order by', column, runLimits.filterLength);
  const reader = tokenReader(column, 'order');
  const { key, token } = takeName(
    reader,
    { attribute: 'attribute', attributes: 'attribute' } as const,
    'attributes',
  );
  const name = of === 'models' && key === 'timestamp' ? 'last_updated_timestamp' : key;
  const known = keys[of].find((each) => each === name);
  if (!known) throw reader.refuse(token, `${key.slice(0, 60)} is none of ${keys[of].join(', ')}`);
  const descending = takeDirection(reader);
  return { key: known, descending };
}
