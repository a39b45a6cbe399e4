import { useEffect, useState } from 'react';
import { countWords } from '../count-words.ts';
import type { MachineVerdict, PreviewReply } from '../page-data.ts';
import { fewestWords, mostCharacters } from '../review-rules.ts';
import { ask } from '../site-client.ts';

export type Taste =
  | { readonly kind: 'idle' }
  /** What it said of the text a moment ago stays while it thinks. */
  | { readonly kind: 'tasting'; readonly before: MachineVerdict | null }
  | { readonly kind: 'known'; readonly verdict: MachineVerdict }
  | { readonly kind: 'away' };

/** A pause between words; each ask costs an explanation on the server. */
const pauseMs = 400;

/** What the machine would say of a text that is being written; a question that is overtaken is taken back. */
export function useLiveVerdict(text: string, online: boolean): Taste {
  const [taste, setTaste] = useState<Taste>({ kind: 'idle' });
  const trimmed = text.trim();
  const tasteable = trimmed.length <= mostCharacters && countWords(trimmed) >= fewestWords;
  useEffect(() => {
    if (!tasteable) return setTaste({ kind: 'idle' });
    if (!online) return setTaste({ kind: 'away' });
    setTaste((now) => ({ kind: 'tasting', before: now.kind === 'known' ? now.verdict : beforeOf(now) }));
    const own = new AbortController();
    const timer = setTimeout(async () => {
      const body = { text: trimmed };
      const answer = await ask<PreviewReply>('/api/preview', { method: 'POST', body, signal: own.signal });
      if (own.signal.aborted) return;
      if (!answer.ok) setTaste({ kind: 'away' });
      else if (answer.value.verdict === null) setTaste({ kind: 'idle' });
      else setTaste({ kind: 'known', verdict: answer.value.verdict });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [trimmed, tasteable, online]);
  return taste;
}

function beforeOf(taste: Taste): MachineVerdict | null {
  return taste.kind === 'tasting' ? taste.before : null;
}
