import { Button, type ButtonKind } from '@verdict/ui';
import { useRef } from 'react';

export interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly kind?: ButtonKind;
  readonly onFile: (file: File) => void;
}

/** A button as all others; the browser's own control for files stands behind it. */
export function FileButton({ label, accept, kind = 'plain', onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file, chosen again after a change, is a change too.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
