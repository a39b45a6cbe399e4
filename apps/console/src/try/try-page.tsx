import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ConsoleTry } from '@verdict/api';
import { Button, classNames, EmptyState, Notice, Select, Skeleton } from '@verdict/ui';
import { type FormEvent, useId, useRef, useState } from 'react';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { Apart } from './apart.tsx';
import { type Chosen, chosenOf } from './chosen.ts';
import { countLine } from './count-line.ts';
import { examplesFor } from './examples.ts';
import { Failed } from './failed.tsx';
import { spoken } from './spoken.ts';
import { useAsking } from './use-asking.ts';
import { VerdictCard } from './verdict-card.tsx';
import { Why } from './why.tsx';

const route = getRouteApi('/try');

const tryQuery = () =>
  queryOptions({ queryKey: ['try'], queryFn: ({ signal }) => verdict.console.try({ signal }) });

export function TryPage() {
  const asked = useQuery(tryQuery());
  return (
    <>
      <PageHead
        title="What does the model make of it?"
        about="Give it a text. It answers with a label, how sure it is, and the words that decided."
      />
      <Shown asked={asked} loading={<Skeleton className="h-96 w-full" />}>
        {(askable) => <Chooser askable={askable} />}
      </Shown>
    </>
  );
}

function Chooser({ askable }: { readonly askable: ConsoleTry }) {
  const chosen = chosenOf(askable, route.useSearch());
  if (!chosen) {
    return (
      <EmptyState title="There is no model to ask">
        Train one with <code>verdict train --data FILE --name MODEL</code>, or upload a model file under
        Models.
      </EmptyState>
    );
  }
  return <Bench askable={askable} chosen={chosen} />;
}

interface BenchProps {
  readonly askable: ConsoleTry;
  readonly chosen: Chosen;
}

function Bench({ askable, chosen }: BenchProps) {
  const [text, setText] = useState('');
  const [hint, setHint] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const { asked, error, busy, ask, explain } = useAsking(chosen);
  const blank = text.trim() === '';
  const put = (content: string): void => {
    if (content.trim() === '') {
      setHint('Write a text first.');
      field.current?.focus();
      return;
    }
    setHint('');
    ask(content);
  };
  const stale = asked !== null && asked.text !== text;
  const [left, right] = asked?.answers ?? [];
  return (
    <div className="flex flex-col gap-6">
      {chosen.unknown !== null && (
        <Notice tone="warn" title={`There is no model ${chosen.unknown} to ask`}>
          It may have been deleted, or has no version that can serve. {chosen.name} is asked in its place.
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <form
          className="border-line bg-card flex min-w-0 flex-col gap-4 rounded-lg border p-4"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            put(text);
          }}
        >
          <Pickers askable={askable} chosen={chosen} />
          <TextField
            field={field}
            text={text}
            most={askable.max_text_length}
            onText={setText}
            onSend={() => put(text)}
          />
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Examples
              classes={chosen.classes}
              onExample={(content) => {
                setText(content);
                put(content);
              }}
            />
            <Button kind="strong" type="submit" aria-busy={busy || undefined} className="ml-auto">
              {busy ? 'Reading…' : 'Ask'}
              <span aria-hidden="true" className="text-xs">
                {apple ? '⌘ ↵' : 'Ctrl ↵'}
              </span>
            </Button>
          </div>
        </form>
        <section
          aria-label="Verdict"
          aria-busy={busy}
          data-state={error ? 'failed' : asked ? 'full' : 'empty'}
          className="border-line bg-card min-h-64 min-w-0 rounded-lg border p-4"
        >
          <p role="status" className={hint ? 'text-warn mb-2' : 'sr-only'}>
            {hint || (asked && !stale ? spoken(asked.answers.map(({ said }) => said)) : '')}
          </p>
          {error && <Failed error={error} onAgain={() => put(text)} />}
          {!error && !asked && (
            <div className="text-soft flex min-h-52 flex-col items-center justify-center text-center">
              <p className="text-ink font-serif text-lg">No verdict yet</p>
              <p>It will stand here: the label, its probability, and the others beside it.</p>
            </div>
          )}
          {asked && (
            <div className={classNames('grid gap-6', right && 'sm:grid-cols-2')}>
              {asked.answers.map((answer, index) => (
                <VerdictCard
                  key={answer.side.reference}
                  answer={answer}
                  otherScores={asked.answers[1 - index]?.said.scores ?? null}
                  stale={stale}
                  onTarget={explain}
                />
              ))}
            </div>
          )}
          {stale && (
            <p data-part="stale" className="text-warn mt-3 text-sm">
              The text has changed since; {blank ? 'write one and ask again.' : 'ask again.'}
            </p>
          )}
        </section>
      </div>
      {asked && left && right && <Apart text={asked.text} left={left} right={right} />}
      {asked && (
        <div className={classNames('grid gap-6', right && 'lg:grid-cols-2', stale && 'opacity-60')}>
          {asked.answers.map((answer) => (
            <Why
              key={answer.side.reference}
              text={asked.text}
              answer={answer}
              title={right ? `Why, by version ${answer.said.model.version}` : 'Why'}
            />
          ))}
        </div>
      )}
      <p className="text-soft text-sm">
        An answer goes on record as a prediction; the address of this page names who is asked, and never the
        text.
      </p>
    </div>
  );
}

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

function Pickers({ askable, chosen }: BenchProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { name, champion, versions, left, right } = chosen;
  const label = (version: number): string =>
    version === champion ? `${version}, in service` : `version ${version}`;
  const listed = versions.map(({ version }) => version);
  const known = [...new Set([...listed, left.version, ...(right ? [right.version] : [])])].sort(
    (a, b) => b - a,
  );
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Select
        label="Model"
        value={name}
        onChange={({ target }) => navigate({ search: { model: target.value }, replace: true })}
      >
        {askable.models.map((model) => (
          <option key={model.name}>{model.name}</option>
        ))}
      </Select>
      <Select
        label="Version"
        value={search.version === undefined && champion !== null ? '' : left.version}
        onChange={({ target }) =>
          navigate({
            search: {
              model: name,
              ...(target.value !== '' && { version: Number(target.value) }),
              ...(right && right.version !== Number(target.value) && { beside: right.version }),
            },
            replace: true,
          })
        }
      >
        {champion !== null && <option value="">in service: {champion}</option>}
        {known.map((version) => (
          <option key={version} value={version}>
            {label(version)}
          </option>
        ))}
      </Select>
      <Select
        label="Beside it"
        value={right?.version ?? ''}
        onChange={({ target }) =>
          navigate({
            search: {
              model: name,
              ...(search.version !== undefined && { version: search.version }),
              ...(target.value !== '' && { beside: Number(target.value) }),
            },
            replace: true,
          })
        }
      >
        <option value="">nothing</option>
        {known
          .filter((version) => version !== left.version)
          .map((version) => (
            <option key={version} value={version}>
              {label(version)}
            </option>
          ))}
      </Select>
    </div>
  );
}

interface TextFieldProps {
  readonly field: React.RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly most: number;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
}

function TextField({ field, text, most, onText, onSend }: TextFieldProps) {
  const id = useId();
  const count = countLine(text.length, most);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        Text
      </label>
      <textarea
        ref={field}
        id={id}
        rows={9}
        dir="auto"
        spellCheck={false}
        placeholder="Write or paste…"
        value={text}
        aria-describedby={`${id}-count`}
        aria-invalid={count.over || undefined}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onSend();
        }}
        className="border-edge bg-card placeholder:text-soft aria-invalid:border-bad w-full rounded-md border px-3 py-2 font-serif text-lg"
      />
      <p
        id={`${id}-count`}
        data-part="count"
        className={classNames('min-h-5 text-sm tabular-nums', count.over ? 'text-bad' : 'text-soft')}
      >
        {count.text}
      </p>
    </div>
  );
}

function Examples({
  classes,
  onExample,
}: {
  readonly classes: readonly string[];
  readonly onExample: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm">
      <span id={id} className="text-soft">
        Or try
      </span>
      <ul aria-labelledby={id} className="flex flex-wrap gap-x-1">
        {examplesFor(classes).map(([name, content]) => (
          <li key={name}>
            <Button kind="quiet" small onClick={() => onExample(content)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
