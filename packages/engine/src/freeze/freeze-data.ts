import { checkBeforeTraining } from '../data/check-before-training.ts';
import { classNames } from '../data/class-names.ts';
import { dataVersion } from '../data/data-version.ts';
import type { EngineContext } from '../thread/protocol.ts';
import { collectRows } from './collect-rows.ts';
import type { FreezeEvent, FreezeRequest, FrozenData } from './freeze-request.ts';
import { profileRows } from './profile-rows.ts';
import { writeFrozen } from './write-frozen.ts';

/** Reads, checks and profiles the rows of one or several files and writes them as one that never changes. */
export async function freezeData(
  request: FreezeRequest,
  { report, signal, whileWriting }: EngineContext<FreezeEvent>,
): Promise<FrozenData> {
  const progress = (stage: FreezeEvent['stage']) => (fraction: number) =>
    report({ kind: 'progress', stage, fraction });
  const rows = await collectRows(request, { signal, onProgress: progress('read') });
  progress('check')(0);
  const { texts, labels, notes, place } = rows;
  const path = request.files.map(({ name }) => name).join(', ');
  const findings = checkBeforeTraining({ path, texts, labels, notes, place }, null);
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const profile = profileRows(texts);
  const rowsSha256 = dataVersion(texts, labels);
  signal.throwIfAborted();
  progress('write')(0);
  const bytes = await whileWriting(() =>
    writeFrozen(request.out, rows, { signal, onProgress: progress('write') }),
  );
  return {
    rowsSha256,
    rows: texts.length,
    classes: classNames(counts.keys()).map((label) => ({ label, rows: counts.get(label) ?? 0 })),
    profile,
    findings: [
      ...findings.map(({ kind, severity, message }) => ({ kind, severity, message })),
      ...(rows.redacted === null
        ? []
        : [{ kind: 'redacted', severity: 'note' as const, message: rows.redacted }]),
    ],
    sources: rows.sources,
    bytes,
    notes,
  };
}
