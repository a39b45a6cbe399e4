import { Button, Field } from '@verdict/ui';
import { useState } from 'react';
import { useWords } from '../shell/words-context.tsx';
import { ask, refusalText } from '../site-client.ts';

export function SignIn({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const { words } = useWords();
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const signIn = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await ask('/api/moderation/sign-in', { method: 'POST', body: { secret } });
    if (answer.ok) await onSignedIn();
    else setError(refusalText(words, answer.refusal));
    setBusy(false);
  };
  return (
    <form
      className="bg-card border-line flex max-w-md flex-col gap-4 rounded-lg border p-6"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      {/* Keepers of passwords want to know whose it is. */}
      <input type="text" name="username" autoComplete="username" value="moderator" readOnly hidden />
      <Field
        label={words.moderation.secret}
        hint={words.moderation.secretHint}
        error={error}
        type="password"
        autoComplete="current-password"
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      <div>
        <Button type="submit" kind="strong" disabled={busy || secret === ''} aria-busy={busy}>
          {words.moderation.signIn}
        </Button>
      </div>
    </form>
  );
}
