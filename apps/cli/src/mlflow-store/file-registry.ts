import { join } from 'node:path';
import type { ImportedModel, ImportedVersion } from '@verdict/api';
import { foldersIn, textOf, textsBelow } from './file-folders.ts';
import { parseMeta, wholeOf } from './read-meta.ts';
import { deletedStage, versionStatusOf } from './statuses.ts';
import type { Fault } from './stored.ts';
import { modelIn } from './version-source.ts';

/** `models/NAME/version-3`, with tags and aliases beside. */
export function fileRegistry(root: string, faults: Fault[]): ImportedModel[] {
  return foldersIn(root).flatMap((name) => {
    const folder = join(root, name);
    const text = textOf(join(folder, 'meta.yaml'));
    if (text === null) return [];
    try {
      const meta = parseMeta(text);
      const created = wholeOf(meta.creation_timestamp, 0);
      return [
        {
          name,
          description: meta.description ?? '',
          created_ms: created,
          updated_ms: wholeOf(meta.last_updated_timestamp, created),
          tags: Object.fromEntries(textsBelow(join(folder, 'tags'))),
          aliases: Object.fromEntries(
            textsBelow(join(folder, 'aliases')).map(([alias, said]) => [alias, wholeOf(said, 0)]),
          ),
          versions: readVersions(folder),
        },
      ];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      faults.push({ subject: `model ${name}`, reason: `${folder} cannot be read: ${why}.` });
      return [];
    }
  });
}

function readVersions(folder: string): ImportedVersion[] {
  return foldersIn(folder)
    .flatMap((entry): ImportedVersion[] => {
      const number = Number(/^version-(\d+)$/.exec(entry)?.[1] ?? Number.NaN);
      const text = Number.isInteger(number) ? textOf(join(folder, entry, 'meta.yaml')) : null;
      if (text === null) return [];
      const meta = parseMeta(text);
      const created = wholeOf(meta.creation_timestamp, 0);
      const updated = wholeOf(meta.last_updated_timestamp, created);
      const deleted = meta.current_stage === deletedStage;
      return [
        {
          number,
          run_id: deleted ? null : meta.run_id || null,
          logged_model_id: meta.model_id || modelIn(meta.source) || modelIn(meta.storage_location),
          source: meta.source ?? '',
          storage_location: meta.storage_location ?? null,
          status: versionStatusOf(meta.status),
          stage: deleted ? 'None' : (meta.current_stage ?? 'None'),
          description: meta.description ?? '',
          user: meta.user_id ?? '',
          run_link: meta.run_link ?? '',
          created_ms: created,
          updated_ms: updated,
          deleted_ms: deleted ? updated : null,
          tags: Object.fromEntries(textsBelow(join(folder, entry, 'tags'))),
        },
      ];
    })
    .sort((a, b) => a.number - b.number);
}
