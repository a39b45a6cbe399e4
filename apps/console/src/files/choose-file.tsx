import { bytesText, classNames } from '@verdict/ui';
import { type DragEvent, useId, useState } from 'react';

export interface ChooseFileProps {
  readonly label: string;
  readonly hint: string;
  readonly file: File | null;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** One file, by dialog or dropped. */
export function ChooseFile({ label, hint, file, disabled = false, onFile }: ChooseFileProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [dropped, setDropped] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file || disabled) return;
    setDropped(true);
    onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the first
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        'rounded-lg border border-dashed p-5',
        over ? 'border-accent bg-good-paper' : 'border-edge bg-card',
      )}
    >
      <label htmlFor={id} className="mb-2 block font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        className="file:border-edge file:bg-card file:text-ink block min-h-11 w-full max-w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:px-4"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (!chosen) return;
          setDropped(false);
          onFile(chosen);
        }}
      />
      <p id={`${id}-hint`} className="text-soft mt-2 text-sm">
        {hint}
      </p>
      {file && (
        <p className="mt-2 text-sm break-all">
          {/* The name of one that was chosen stands beside the button already. */}
          {dropped && <strong className="font-medium">{file.name}, </strong>}
          <span className="text-soft tabular-nums">{bytesText(file.size)}</span>
        </p>
      )}
    </div>
  );
}
