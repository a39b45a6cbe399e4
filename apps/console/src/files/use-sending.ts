import { useEffect, useRef, useState } from 'react';
import { type FileToSend, sendFile } from './send-file.ts';

export type Sending =
  | { readonly state: 'idle' }
  /** 0 to 1; 1: all is there, and the server works. */
  | { readonly state: 'sending'; readonly fraction: number }
  | { readonly state: 'failed'; readonly error: Error };

export interface UseSending<Reply> {
  readonly sending: Sending;
  readonly send: (file: Pick<FileToSend, 'address' | 'body' | 'headers'>) => Promise<Reply | null>;
  readonly cancel: () => void;
}

/** An upload at a time; leaving the page asks first, since it would be lost. */
export function useSending<Reply>(): UseSending<Reply> {
  const [sending, setSending] = useState<Sending>({ state: 'idle' });
  const controller = useRef<AbortController | null>(null);
  const busy = sending.state === 'sending';
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);
  useEffect(() => () => controller.current?.abort(), []);
  return {
    sending,
    cancel: () => controller.current?.abort(),
    send: async (file) => {
      const asked = new AbortController();
      controller.current?.abort();
      controller.current = asked;
      setSending({ state: 'sending', fraction: 0 });
      const onSent = (fraction: number): void => {
        if (!asked.signal.aborted) setSending({ state: 'sending', fraction });
      };
      try {
        const reply = await sendFile<Reply>({ ...file, onSent, signal: asked.signal });
        setSending({ state: 'idle' });
        return reply;
      } catch (error) {
        if (asked.signal.aborted) {
          if (controller.current === asked) setSending({ state: 'idle' });
        } else setSending({ state: 'failed', error: error as Error });
        return null;
      }
    },
  };
}
