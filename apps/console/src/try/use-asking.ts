import { useEffect, useRef, useState } from 'react';
import { type Answer, askSide, explainFor } from './ask-side.ts';
import type { Chosen } from './chosen.ts';

export interface Asked {
  readonly text: string;
  readonly answers: readonly Answer[];
}

export interface Asking {
  readonly asked: Asked | null;
  readonly error: Error | null;
  /** For longer than a moment. */
  readonly busy: boolean;
  readonly ask: (text: string) => void;
  readonly explain: (target: string) => void;
}

/** Shorter waits than this should not flicker. */
const busyAfterMs = 150;

/** Of two questions only the later is answered; another choice of versions asks the same text again. */
export function useAsking({ left, right }: Pick<Chosen, 'left' | 'right'>): Asking {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const current = useRef(new AbortController());
  useEffect(() => () => current.current.abort(), []);

  const run = (work: (signal: AbortSignal) => Promise<Asked>): void => {
    current.current.abort();
    const own = new AbortController();
    current.current = own;
    const slow = setTimeout(setBusy, busyAfterMs, true);
    work(own.signal)
      .then(
        (answered) => {
          if (own.signal.aborted) return;
          setAsked(answered);
          setError(null);
        },
        (failure: Error) => {
          if (own.signal.aborted) return;
          setAsked(null);
          setError(failure);
        },
      )
      .finally(() => {
        clearTimeout(slow);
        if (!own.signal.aborted) setBusy(false);
      });
  };
  const sides = right ? [left, right] : [left];
  const ask = (text: string): void => {
    run(async (signal) => ({
      text,
      answers: await Promise.all(sides.map((side) => askSide(side, text, signal))),
    }));
  };
  const explain = (target: string): void => {
    if (!asked) return;
    const { text, answers } = asked;
    run(async () => ({
      text,
      answers: await Promise.all(answers.map((each) => explainFor(each, text, target))),
    }));
  };

  const who = sides.map(({ reference }) => reference).join(' ');
  const before = useRef(who);
  useEffect(() => {
    if (before.current === who) return;
    before.current = who;
    if (asked) ask(asked.text);
  });
  return { asked, error, busy, ask, explain };
}
