import { Button } from '@verdict/ui';
import { useState } from 'react';
import type { CheckReply } from '../../src/wire.ts';
import { ask, sentenceOf } from '../shell/site-client.ts';

type Step = 'open' | 'sending' | 'done';

/** What the visitor may do about an answer: say that it is wrong, and have it forgotten. */
export function AfterCheck({ reply }: { readonly reply: CheckReply }) {
  const [corrected, setCorrected] = useState<Step>('open');
  const [erased, setErased] = useState<Step>('open');
  const [failure, setFailure] = useState<string | null>(null);
  const { prediction, prediction_id, receipt } = reply;
  const otherwise = prediction === 'spam' ? 'not_spam' : 'spam';

  const send = async (path: string, body: unknown, setStep: (step: Step) => void): Promise<void> => {
    setStep('sending');
    setFailure(null);
    try {
      await ask(path, body, new AbortController().signal);
      setStep('done');
    } catch (error) {
      setStep('open');
      setFailure(sentenceOf(error));
    }
  };
  const correct = () =>
    send('/api/feedback', { prediction_id, receipt, prediction: otherwise }, setCorrected);
  const erase = () => send('/api/erase', { prediction_id, receipt }, setErased);

  return (
    <div className="mt-6 flex flex-wrap items-center gap-2" aria-live="polite">
      {erased !== 'done' && corrected !== 'done' && (
        <Button
          small
          aria-busy={corrected === 'sending'}
          disabled={corrected === 'sending'}
          onClick={() => void correct()}
        >
          Wrong: this is {otherwise === 'spam' ? 'spam' : 'not spam'}
        </Button>
      )}
      {corrected === 'done' && erased !== 'done' && (
        <p className="text-good">
          Noted, thank you. Somebody will look at it before the model learns from it.
        </p>
      )}
      {erased === 'done' ? (
        <p>Erased from the classifier’s log.</p>
      ) : (
        <Button
          small
          kind="quiet"
          aria-busy={erased === 'sending'}
          disabled={erased === 'sending'}
          onClick={() => void erase()}
        >
          Erase it from the log
        </Button>
      )}
      {failure && <p className="text-bad basis-full text-sm">{failure}</p>}
    </div>
  );
}
