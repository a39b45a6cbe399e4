import { useState } from 'react';
import { Button } from './button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  readonly copied?: string;
}

/** Where the page may not write to the clipboard (plain http, an old browser), it says so: the text can be selected. */
export function CopyButton({ text, label = 'Copy', copied = 'Copied' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
    setTimeout(() => setState('idle'), 2500);
  };
  return (
    <Button small onClick={() => void copy()}>
      <span aria-live="polite">
        {state === 'copied' ? copied : state === 'refused' ? 'Select and copy it' : label}
      </span>
    </Button>
  );
}
