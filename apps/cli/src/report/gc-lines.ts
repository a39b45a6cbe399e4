import type { GcReply } from '@verdict/api';
import { count, fileSize } from '../terminal/numbers.ts';

/** More are told with `--json`. */
const keptShown = 10;

export function gcLines(found: GcReply): readonly string[] {
  return [removedLine(found), ...keptLines(found), ...waitingLines(found)];
}

function removedLine({ dry_run, runs, logged_models, experiments, blobs, bytes }: GcReply): string {
  const parts = [
    some(runs, 'run'),
    some(logged_models, 'logged model'),
    some(experiments, 'experiment'),
    ...(blobs === 0 ? [] : [`${some(blobs, 'blob')} (${fileSize(bytes)})`]),
  ].filter((part) => part !== null);
  if (parts.length === 0) {
    return 'Nothing to remove: everything that is kept is on record, or too new to say.';
  }
  return `${dry_run ? 'Would remove' : 'Removed'} ${parts.join(', ')}.`;
}

function keptLines({ kept, kept_total }: GcReply): readonly string[] {
  if (kept_total === 0) return [];
  const shown = kept.slice(0, keptShown);
  const more = kept_total - shown.length;
  return [
    `${count(kept_total)} deleted ${kept_total === 1 ? 'thing stays' : 'things stay'}, because model versions refer to ${kept_total === 1 ? 'it' : 'them'}:`,
    ...shown.map(({ kind, id, name, by }) => `  ${kind.replace('_', ' ')} ${id} (${name}), for ${by}`),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ];
}

function waitingLines({ waiting }: GcReply): readonly string[] {
  if (waiting === 0) return [];
  const things = `${count(waiting)} deleted ${waiting === 1 ? 'thing' : 'things'}`;
  return [`${things} can still be restored; --deleted-for 0s takes ${waiting === 1 ? 'it' : 'them'} too.`];
}

function some(many: number, what: string): string | null {
  return many === 0 ? null : `${count(many)} ${what}${many === 1 ? '' : 's'}`;
}
