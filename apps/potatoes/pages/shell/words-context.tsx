import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Words } from '../../words/en.ts';
import { percentWords } from '../../words/say.ts';
import type { Language } from '../page-data.ts';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly percent: (share: number) => string;
}

const WordsContext = createContext<Spoken | null>(null);

export interface SpeakingProps {
  readonly language: Language;
  readonly words: Words;
  readonly children: ReactNode;
}

export function Speaking({ language, words, children }: SpeakingProps) {
  const spoken = useMemo(
    () => ({ language, words, percent: (share: number) => percentWords(language, share) }),
    [language, words],
  );
  return <WordsContext value={spoken}>{children}</WordsContext>;
}

export function useWords(): Spoken {
  const spoken = useContext(WordsContext);
  if (spoken === null) throw new Error('A page speaks inside Speaking.');
  return spoken;
}
