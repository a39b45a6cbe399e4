import { useEffect, useState } from 'react';
import type { PreviewReply } from '../../src/wire.ts';
import { ask, SiteError } from '../shell/site-client.ts';

export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'answer'; readonly answer: PreviewReply }
  | { readonly kind: 'offline' };

/** After so long a pause in typing; at most twice a second, then. */
const pauseMs = 500;
/** Of fewer characters nothing is worth saying. */
const fewest = 12;
/** A draft is asked about as it grows; the whole of a long text only when it is checked. */
const most = 5000;

/** What the model would say of the text as it stands. Nothing of it is logged. */
export function usePreview(text: string, isWanted: boolean): Preview {
  const [preview, setPreview] = useState<Preview>({ kind: 'none' });
  const draft = isWanted && text.trim().length >= fewest && text.length <= most ? text : null;
  useEffect(() => {
    if (draft === null) {
      setPreview({ kind: 'none' });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask<PreviewReply>('/api/preview', { text: draft }, stop.signal).then(
        (answer) => setPreview({ kind: 'answer', answer }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const isOffline = error instanceof SiteError && ['OFFLINE', 'VERDICT_AWAY'].includes(error.code);
          setPreview({ kind: isOffline ? 'offline' : 'none' });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [draft]);
  return preview;
}
