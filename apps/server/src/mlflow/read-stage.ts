import { LedgerError, parseStage, type Stage, stages } from '@verdict/ledger';

/** However it is written; refused in MLflow's words. */
export function readStage(text: string): Stage {
  const stage = parseStage(text);
  if (stage !== null) return stage;
  throw new LedgerError(
    'VALUE_INVALID',
    `Invalid Model Version stage: ${text.slice(0, 300)}. Value must be one of ${stages.join(', ')}.`,
  );
}
