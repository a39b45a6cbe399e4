import { ButtonLink } from '@verdict/ui';
import type { FailedPage, MissingPage } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { Spud } from '../spud/spud.tsx';

export function LostPageView({ page }: { readonly page: MissingPage | FailedPage }) {
  const { words } = useWords();
  const { kind } = page;
  return (
    <div className="flex flex-col items-center gap-4 py-16 text-center">
      <Spud standing={kind === 'missing' ? 'none' : 'rotten'} className="size-40" />
      <h1 className="font-serif text-4xl font-bold italic">{words[kind].title}</h1>
      <p className="font-serif max-w-prose text-lg">{words[kind].about}</p>
      <ButtonLink kind="strong" href="/">
        {words.missing.home}
      </ButtonLink>
    </div>
  );
}
