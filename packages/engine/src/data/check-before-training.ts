import { checkData, type Finding } from '@verdict/learn';
import { Refusal } from '../refusal.ts';
import type { LabelledData } from './labelled-data.ts';

/** More refusals than this are one fault seen from several sides. */
const mostRefusals = 3;

/** Warnings and notes about the data; what must not be trained on is refused, a line for each reason. */
export function checkBeforeTraining(data: LabelledData, test: LabelledData | null): readonly Finding[] {
  const findings = checkData({ ...data, ...(test && { test }) });
  const refused = findings.filter((finding) => finding.severity === 'refuse');
  if (refused.length === 0) return findings;
  const lines = refused.slice(0, mostRefusals).map(({ side, message }) => {
    const path = side === 'test' && test ? test.path : data.path;
    return `${path}: ${message}`;
  });
  throw new Refusal(lines.join('\n'));
}
