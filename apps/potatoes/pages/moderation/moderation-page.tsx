import { Button, Notice } from '@verdict/ui';
import { useState } from 'react';
import type { ModerationReply } from '../page-data.ts';
import type { ViewProps } from '../potatoes-page.tsx';
import { useWords } from '../shell/words-context.tsx';
import { ask, type Refusal, refusalText } from '../site-client.ts';
import { HeldList } from './held-list.tsx';
import { SignIn } from './sign-in.tsx';

export function ModerationPageView({ page, viewer, onViewer }: ViewProps<'moderation'>) {
  const { words } = useWords();
  const said = words.moderation;
  const [queue, setQueue] = useState<Pick<ModerationReply, 'held' | 'heldTotal'>>(page);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isExpired, setExpired] = useState(false);

  const refuse = (next: Refusal): void => {
    if (next.code === 'MODERATOR_NEEDED') {
      setExpired(true);
      onViewer({ ...viewer, isModerator: false });
    } else setRefusal(next);
  };
  const load = async (): Promise<void> => {
    const answer = await ask<ModerationReply>('/api/moderation/held');
    if (!answer.ok) return refuse(answer.refusal);
    setRefusal(null);
    setExpired(false);
    setQueue(answer.value);
    onViewer(answer.value.viewer);
  };
  const signOut = async (): Promise<void> => {
    const answer = await ask('/api/moderation/sign-out', { method: 'POST', body: {} });
    if (!answer.ok) return refuse(answer.refusal);
    // Nothing of what only moderators may read stays on the page.
    setQueue({ held: [], heldTotal: 0 });
    onViewer({ ...viewer, isModerator: false });
  };

  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="font-serif text-4xl font-bold italic">{said.title}</h1>
          <p className="text-soft mt-2 max-w-prose">{said.lead}</p>
        </div>
        {viewer.isModerator && (
          <Button small onClick={() => void signOut()}>
            {said.signOut}
          </Button>
        )}
      </div>
      {refusal && (
        <div className="mb-4">
          <Notice
            tone="bad"
            urgent
            title={said.failed}
            action={
              <Button small onClick={() => void load()}>
                {words.site.tryAgain}
              </Button>
            }
          >
            {refusalText(words, refusal)}
          </Notice>
        </div>
      )}
      {viewer.isModerator ? (
        <HeldList queue={queue} onQueue={setQueue} onLoad={load} onRefusal={refuse} />
      ) : page.canSignIn ? (
        <>
          {isExpired && (
            <div className="mb-4 max-w-md">
              <Notice tone="warn" urgent title={said.expired} />
            </div>
          )}
          <SignIn onSignedIn={load} />
        </>
      ) : (
        <Notice title={said.closed}>{said.closedAbout}</Notice>
      )}
    </>
  );
}
