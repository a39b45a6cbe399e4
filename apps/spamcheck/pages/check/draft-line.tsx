import { countText, percentText } from '@verdict/ui';
import type { Preview } from './use-preview.ts';

export interface DraftLineProps {
  readonly preview: Preview;
  readonly characters: number;
}

/** Below the box, in a place of its own size. Only being offline is read out: the rest changes with every word. */
export function DraftLine({ preview, characters }: DraftLineProps) {
  return (
    <p className="text-soft flex flex-wrap justify-between gap-x-4 text-sm">
      <span role={preview.kind === 'offline' ? 'status' : undefined}>{sentence(preview)}</span>
      {characters > 0 && <span className="tabular-nums">{countText(characters)} characters</span>}
    </p>
  );
}

function sentence(preview: Preview): string {
  if (preview.kind === 'offline') return 'Offline just now. Your text is kept on this device.';
  if (preview.kind === 'none') return '';
  const { prediction, confidence, unsure } = preview.answer;
  return `So far: ${prediction === 'spam' ? 'looks like spam' : 'does not look like spam'}, ${percentText(confidence, 0)} sure${unsure ? ', which is not enough to go by' : ''}.`;
}
