import { type RefObject, useEffect, useState } from 'react';

export interface Draft {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** It was here before this visit. */
  readonly isKept: boolean;
  /** Sent, or not wanted. */
  readonly drop: () => void;
  /** The page listens: what is typed from now on is not lost. */
  readonly ready: boolean;
}

/** What is being written about a film, kept on this device until it is sent: a crash or a dead battery takes nothing. */
export function useDraft(filmId: number, box: RefObject<HTMLTextAreaElement | null>): Draft {
  const key = `potatoes.draft.${filmId}`;
  const [text, setText] = useState('');
  const [isKept, setKept] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    // Typed before the script was there, or put back by the browser: newer than what is kept.
    const typed = box.current?.value ?? '';
    const kept = read(key);
    setText(typed !== '' ? typed : kept);
    setKept(typed === '' && kept !== '');
    setReady(true);
  }, [key, box]);
  return {
    text,
    setText: (next) => {
      setText(next);
      write(key, next);
    },
    isKept,
    drop: () => {
      setText('');
      setKept(false);
      write(key, '');
    },
    ready,
  };
}

/** A browser may forbid its storage, or have it full: then a draft lives as long as the page. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Then a draft lives as long as the page.
  }
}
