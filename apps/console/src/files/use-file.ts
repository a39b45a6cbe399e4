import { useEffect, useState } from 'react';
import { type Peek, peekFile } from './peek-file.ts';
import { readBeginning } from './read-beginning.ts';

export interface ChosenFile {
  readonly file: File | null;
  /** Null while its beginning is read. */
  readonly peek: Peek | null;
  readonly choose: (file: File | null) => void;
}

/** A file that somebody chose, and what its beginning shows. */
export function useFile(): ChosenFile {
  const [file, choose] = useState<File | null>(null);
  const [peek, setPeek] = useState<Peek | null>(null);
  useEffect(() => {
    setPeek(null);
    if (!file) return;
    let stale = false;
    readBeginning(file).then(
      (beginning) => {
        if (!stale) setPeek(peekFile(beginning));
      },
      () => {
        const why =
          'The browser may not read it any more: it was moved, changed or deleted. Choose it again.';
        if (!stale) setPeek({ kind: 'refused', why });
      },
    );
    return () => {
      stale = true;
    };
  }, [file]);
  return { file, peek, choose };
}
