import { ButtonLink, type Tab, Tabs } from '@verdict/ui';
import { useCallback, useState } from 'react';
import { CheckPanel } from './check/check-panel.tsx';
import { HistoryList } from './history/history-list.tsx';
import { useHistory } from './history/use-history.ts';
import { ManyPanel } from './many/many-panel.tsx';
import type { Page } from './page-data.ts';
import { Shell } from './shell/shell.tsx';

export function SpamcheckPage({ page }: { readonly page: Page }) {
  return <Shell>{page.kind === 'check' ? <Desk page={page} /> : <Missing />}</Shell>;
}

type Mode = 'one' | 'many';
const tabs: readonly Tab<Mode>[] = [
  { id: 'one', label: 'One message' },
  { id: 'many', label: 'Many from a file' },
];

function Desk({ page }: { readonly page: Page }) {
  const [mode, setMode] = useState<Mode>('one');
  // A table that was dropped on the box for one message.
  const [handedOn, setHandedOn] = useState<File | null>(null);
  const history = useHistory();
  const handOn = useCallback((file: File) => {
    setHandedOn(file);
    setMode('many');
  }, []);
  return (
    <>
      <h1 className="font-serif mt-2 text-4xl leading-tight font-semibold text-balance sm:text-5xl">
        Is this spam?
      </h1>
      <p className="text-soft font-serif mt-3 mb-8 max-w-prose text-lg leading-relaxed">
        Paste a message or open an e-mail file. A model says whether it is spam, how sure it is, and which
        words made it think so.
      </p>
      <Tabs label="What to check" tabs={tabs} chosen={mode} onChoose={setMode}>
        {/* Both stay where they are: what is under way or written in one is not lost by a look at the other. */}
        <div hidden={mode !== 'one'}>
          <CheckPanel maxCharacters={page.maxCharacters} onTable={handOn} onChecked={history.add} />
          <HistoryList history={history.items} onClear={history.clear} />
        </div>
        <div hidden={mode !== 'many'}>
          <ManyPanel maxMessages={page.maxMessages} handedOn={handedOn} />
        </div>
      </Tabs>
    </>
  );
}

function Missing() {
  return (
    <div className="py-16">
      <h1 className="font-serif text-4xl font-semibold">Return to sender</h1>
      <p className="text-soft mt-3 mb-6 max-w-prose text-lg">
        There is nothing at this address. Messages are checked on the first page.
      </p>
      <ButtonLink kind="strong" href="/">
        To the check
      </ButtonLink>
    </div>
  );
}
