import { CopyButton, classNames, Meter, percentText } from '@verdict/ui';
import type { CheckReply } from '../../src/wire.ts';
import { AfterCheck } from './after-check.tsx';
import { WhyWords } from './why-words.tsx';

export interface VerdictCardProps {
  readonly text: string;
  readonly reply: CheckReply;
  /** The text above has changed since. */
  readonly isOld: boolean;
}

export function VerdictCard({ text, reply, isOld }: VerdictCardProps) {
  const { prediction, confidence, unsure, model_version: model, request_id: requestId } = reply;
  const isSpam = prediction === 'spam';
  const tone = unsure ? 'warn' : isSpam ? 'bad' : 'good';
  return (
    <section
      aria-labelledby="verdict"
      className={classNames(
        'bg-card border-line rounded-lg border p-5 shadow-sm sm:p-8',
        isOld && 'opacity-80',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-10 gap-y-5">
        <h2 id="verdict" className="py-2">
          <span
            className={classNames(
              'stamp inline-block -rotate-3 rounded-md border-4 border-double px-5 py-2 font-serif text-3xl font-bold tracking-widest uppercase sm:text-4xl',
              { bad: 'text-bad border-bad', good: 'text-good border-good', warn: 'text-warn border-warn' }[
                tone
              ],
            )}
          >
            {isSpam ? 'Spam' : 'Not spam'}
          </span>
        </h2>
        <div className="min-w-0 flex-1 basis-64">
          <p className="mb-2 flex items-baseline gap-2">
            <span className="text-2xl font-semibold tabular-nums">{percentText(confidence)}</span>
            <span className="text-soft">sure</span>
          </p>
          <Meter share={confidence} label={`Confidence: ${percentText(confidence)}`} tone={tone} />
          <p className="text-soft mt-2">{inWords(reply)}</p>
        </div>
      </div>
      {isOld && (
        <p className="text-soft mt-3 text-sm">This is about the message as it was when you checked it.</p>
      )}
      <WhyWords text={text} spans={reply.spans} />
      <AfterCheck reply={reply} />
      <dl className="text-soft border-line mt-5 flex flex-wrap items-center gap-x-8 gap-y-2 border-t pt-4 text-sm">
        <div className="flex gap-2">
          <dt>Model</dt>
          <dd className="text-ink">{model}</dd>
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <dt>Request</dt>
          <dd className="text-ink font-mono text-xs break-all">{requestId}</dd>
          <dd>
            <CopyButton text={requestId} label="Copy id" />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function inWords({ prediction, confidence, unsure }: CheckReply): string {
  if (unsure) return 'Less sure than the model has to be: look at it yourself before you trust it.';
  const share = Math.round((1 - confidence) * 1000);
  const wrong = share < 1 ? 'fewer than one' : `about ${share}`;
  if (prediction === 'spam') {
    return `Of a thousand messages it calls spam like this, ${wrong} would not be.`;
  }
  return `Of a thousand messages it lets pass like this, ${wrong} would be spam after all.`;
}
