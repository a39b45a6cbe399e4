import { Button, Notice } from '@verdict/ui';
import { useEffect, useRef, useState } from 'react';
import type { ReviewOnPage, ReviewReply } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal, refusalText } from '../site-client.ts';
import { DeleteReview } from './delete-review.tsx';

export interface ReviewActionsProps {
  readonly review: ReviewOnPage;
  readonly isExplained: boolean;
  readonly onWhy: () => void;
  readonly onEdit: () => void;
  readonly onReply: (reply: ReviewReply) => void;
  readonly onSay: (text: string) => void;
}

export function ReviewActions({ review, isExplained, onWhy, onEdit, onReply, onSay }: ReviewActionsProps) {
  const { words } = useWords();
  const [correcting, setCorrecting] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const isJudged = review.state === 'shown' && review.isPositive !== null;
  return (
    <>
      <div className="mt-3 -ml-2.5 flex flex-wrap gap-x-1">
        {isJudged && (
          <Button kind="quiet" small aria-expanded={isExplained} onClick={onWhy}>
            {isExplained ? words.review.hideWhy : words.review.why}
          </Button>
        )}
        {isJudged && review.viewerSays === null && (
          <Button kind="quiet" small aria-expanded={correcting} onClick={() => setCorrecting(!correcting)}>
            {words.review.wrong}
          </Button>
        )}
        {review.isOwn && (
          <>
            <Button kind="quiet" small onClick={onEdit}>
              {words.review.edit}
            </Button>
            <Button kind="quiet" small onClick={() => setDeleting(true)}>
              {words.review.delete}
            </Button>
          </>
        )}
      </div>
      {correcting && review.isPositive !== null && (
        <Correct
          id={review.id}
          to={!review.isPositive}
          onReply={(reply) => {
            setCorrecting(false);
            onReply(reply);
            onSay(words.review.wrongThanks);
          }}
          onClose={() => setCorrecting(false)}
        />
      )}
      {review.viewerSays !== null && <p className="text-soft mt-1 text-sm">{words.review.wrongThanks}</p>}
      {review.isOwn && (
        <DeleteReview
          review={review}
          open={deleting}
          onClose={() => setDeleting(false)}
          onReply={(reply) => {
            onReply(reply);
            onSay(words.review.deleted);
          }}
        />
      )}
    </>
  );
}

interface CorrectProps {
  readonly id: number;
  readonly to: boolean;
  readonly onReply: (reply: ReviewReply) => void;
  readonly onClose: () => void;
}

function Correct({ id, to, onReply, onClose }: CorrectProps) {
  const { words } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const yes = useRef<HTMLDivElement>(null);
  useEffect(() => yes.current?.querySelector('button')?.focus(), []);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask<ReviewReply>(`/api/reviews/${id}/correction`, {
      method: 'POST',
      body: { isPositive: to },
    });
    setBusy(false);
    if (answer.ok) onReply(answer.value);
    else setRefusal(answer.refusal);
  };
  return (
    <div className="bg-sunken mt-2 rounded-md p-3">
      <p className="font-medium">{words.review.wrongAsk(to)}</p>
      <div ref={yes} className="mt-2 flex flex-wrap gap-2">
        <Button small kind="strong" disabled={busy} aria-busy={busy} onClick={() => void send()}>
          {words.review.wrongYes(to)}
        </Button>
        <Button small onClick={onClose}>
          {words.site.cancel}
        </Button>
      </div>
      {refusal && (
        <div className="mt-2">
          <Notice tone="bad" urgent title={words.review.correctFailed}>
            {refusalText(words, refusal)}
          </Notice>
        </div>
      )}
    </div>
  );
}
