import { redaction } from '@verdict/engine';
import { hashText } from '@verdict/learn';
import { type Ledger, trainingLabels } from '@verdict/ledger';
import { JobRefused } from './job-refused.ts';
import type { LabelToMerge } from './merge-labels.ts';

/** Labels are given one by one; so many characters of them are held in memory. */
const mostCharacters = 200_000_000;
/** Training refuses data with a longer text. */
const longestText = 1_000_000;

export interface LabelsToGather {
  readonly model: string;
  readonly all: boolean;
  readonly asOfMs: number;
  readonly redact: boolean;
}

/** The labels that a training can learn from. */
export async function gatherLabels(
  ledger: Ledger,
  { redact, ...wanted }: LabelsToGather,
  signal: AbortSignal,
): Promise<readonly LabelToMerge[]> {
  const { redact: redacted } = redact ? redaction() : { redact: (text: string) => text };
  const labels: LabelToMerge[] = [];
  let characters = 0;
  for await (const page of trainingLabels(ledger, wanted)) {
    signal.throwIfAborted();
    for (const { text, label, atMs, reviewed } of page) {
      if (!canBeLearned(text)) continue;
      characters += text.length;
      labels.push({ text, frozenText: redacted(text), label, atMs, reviewed });
    }
    if (characters > mostCharacters) {
      throw new JobRefused(
        `The labelled texts have more than ${mostCharacters.toLocaleString('en')} characters; freeze them from a file instead.`,
      );
    }
  }
  return labels;
}

/** One text that training refuses would refuse the rest with it: whoever sends invisible characters could stop it all. */
export function canBeLearned(text: string): boolean {
  return text.length <= longestText && hashText(text) !== nothingSeen;
}

const nothingSeen = hashText('');
