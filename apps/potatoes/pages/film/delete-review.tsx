import { Button, Dialog, Notice } from '@verdict/ui';
import { useState } from 'react';
import type { ReviewOnPage, ReviewReply } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal, refusalText } from '../site-client.ts';

export interface DeleteReviewProps {
  readonly review: ReviewOnPage;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onReply: (reply: ReviewReply) => void;
}

export function DeleteReview({ review, open, onClose, onReply }: DeleteReviewProps) {
  const { words } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask<ReviewReply>(`/api/reviews/${review.id}`, { method: 'DELETE' });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    onClose();
    onReply(answer.value);
  };
  return (
    <Dialog title={words.review.deleteTitle} open={open} onClose={onClose}>
      <p>{words.review.deleteAbout}</p>
      <blockquote
        className="border-line font-serif my-4 max-h-40 overflow-auto border-l-4 pl-4 break-words"
        dir="auto"
      >
        {review.text}
      </blockquote>
      {refusal && (
        <div className="mb-4">
          <Notice tone="bad" urgent title={words.review.deleteFailed}>
            {refusalText(words, refusal)}
          </Notice>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {/* First, so that Enter at once does no harm. */}
        <Button onClick={onClose}>{words.site.cancel}</Button>
        <Button kind="danger" disabled={busy} aria-busy={busy} onClick={() => void remove()}>
          {words.review.deleteYes}
        </Button>
      </div>
    </Dialog>
  );
}
