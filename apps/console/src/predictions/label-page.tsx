import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { LabelItem, LabelsState } from '@verdict/api';
import {
  Button,
  ButtonLink,
  Chip,
  countText,
  Dialog,
  EmptyState,
  percentText,
  Select,
  Skeleton,
  When,
} from '@verdict/ui';
import { useEffect, useState } from 'react';
import { verdict } from '../queries.ts';
import { Forbidden } from '../shell/forbidden.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { PathLink } from '../shell/path-link.tsx';
import { Failure } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { ExplainedText } from './explained-text.tsx';
import { KeyHelp } from './key-help.tsx';
import { labelKey } from './label-keys.ts';
import { type LabelSearch, labelSearch, sources } from './label-search.ts';
import { RetrainDialog } from './retrain-dialog.tsx';
import { useLabelQueue } from './use-label-queue.ts';

const route = getRouteApi('/label');

export function LabelPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const models = useQuery({
    queryKey: ['models', 'names'],
    queryFn: ({ signal }) => verdict.models.list({ limit: 1000 }, { signal }),
    staleTime: 60_000,
  });
  const names = models.data?.models.map(({ name }) => name) ?? [];
  // A model that serves first: what does not serve answers nothing that could be labelled.
  const usual = models.data?.models.find(({ aliases }) => aliases.champion !== undefined)?.name ?? names[0];
  const model = search.model ?? usual;
  const choose = (next: LabelSearch): void => {
    void navigate({ search: labelSearch({ ...search, ...next }), replace: true });
  };
  const [retraining, setRetraining] = useState(false);
  const may = useMay('write');
  if (models.error && !models.data) {
    return (
      <>
        <PageHead title="Label" />
        <Failure error={models.error} onAgain={models.refetch} />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Label"
        about="What people dispute, where versions disagree, and what the model is least sure of."
        actions={
          model !== undefined &&
          may && (
            <Button small onClick={() => setRetraining(true)}>
              Retrain…
            </Button>
          )
        }
      />
      <div className="mb-5 grid grid-cols-2 gap-3 text-sm sm:max-w-md">
        <Select label="Model" value={model ?? ''} onChange={(event) => choose({ model: event.target.value })}>
          {(model === undefined || names.includes(model) ? names : [model, ...names]).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <Select
          label="Show"
          value={search.source ?? ''}
          onChange={(event) => {
            const source = sources.find(({ id }) => id === event.target.value)?.id;
            void navigate({
              search: labelSearch({ ...(search.model && { model: search.model }), source }),
              replace: true,
            });
          }}
        >
          <option value="">what is worth most</option>
          {sources.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {models.data && model === undefined ? (
        <EmptyState title="There is no model yet" action={<ButtonLink href="/data">Add data</ButtonLink>}>
          Train one and put it in service; what it answers can be labelled here.
        </EmptyState>
      ) : !may ? (
        <Forbidden title="You may not label" needs="write" />
      ) : (
        <Queue
          key={`${model} ${search.source ?? ''}`}
          model={model}
          source={search.source}
          busy={retraining}
        />
      )}
      {model !== undefined && (
        <RetrainDialog model={model} open={retraining} onClose={() => setRetraining(false)} />
      )}
    </>
  );
}

interface QueueProps {
  readonly model: string | undefined;
  readonly source: LabelSearch['source'];
  /** A dialog has the keys. */
  readonly busy: boolean;
}

function Queue({ model, source, busy }: QueueProps) {
  const labelling = useLabelQueue(model, source);
  const { queue, state, error, failed } = labelling;
  const [help, setHelp] = useState(false);
  const [explained, setExplained] = useState<string | null>(null);
  const item = queue.items[0];
  const classes = classesFor(item, state);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target, ctrlKey, altKey, metaKey, key, repeat } = event;
      const typing =
        target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
      const meant = labelKey({ key, held: ctrlKey || altKey || metaKey, typing, repeat }, classes.length);
      if (meant === null || busy || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      if (meant.kind === 'label') labelling.label(classes[meant.at]);
      else if (meant.kind === 'skip') labelling.skip();
      else if (meant.kind === 'undo') labelling.undo();
      else if (meant.kind === 'help') setHelp(true);
      else setExplained((before) => (before === item?.id ? null : (item?.id ?? null)));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });

  return (
    <section aria-label="Queue">
      <Waiting state={state} />
      {failed && (
        <div className="mb-3">
          <Failure error={failed} />
          <p className="text-soft mt-1 text-sm">It is not on record; decide it once more.</p>
        </div>
      )}
      {error && (
        <div className="mb-3">
          <Failure error={error} onAgain={labelling.again} />
        </div>
      )}
      {item ? (
        <Item
          item={item}
          classes={classes}
          explained={explained === item.id}
          onExplain={() => setExplained(explained === item.id ? null : item.id)}
          onLabel={labelling.label}
        />
      ) : state ? (
        <Done asking={labelling.isAsking} source={source} />
      ) : (
        !error && <ItemSkeleton />
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button small disabled={!item} aria-keyshortcuts="s" onClick={labelling.skip}>
          Skip <Key>s</Key>
        </Button>
        <Button small disabled={queue.decided.length === 0} aria-keyshortcuts="u" onClick={labelling.undo}>
          Undo <Key>u</Key>
        </Button>
        <Button small kind="quiet" onClick={() => setHelp(true)}>
          Keys <Key>?</Key>
        </Button>
        <p className="text-soft ml-1 text-sm" aria-live="polite">
          {queue.sending.length > 0 ? 'Saving…' : labelling.said}
        </p>
      </div>
      <Dialog title="Keys" open={help} onClose={() => setHelp(false)}>
        <KeyHelp classes={classes} onClose={() => setHelp(false)} />
      </Dialog>
    </section>
  );
}

/** The classes of the version that answered; two versions may differ. In the order of the one in service. */
function classesFor(item: LabelItem | undefined, state: LabelsState | undefined): readonly string[] {
  if (item === undefined) return state?.classes ?? [];
  const own = Object.keys(item.scores);
  const served = (state?.classes ?? []).filter((name) => own.includes(name));
  return [...served, ...own.filter((name) => !served.includes(name))];
}

function Waiting({ state }: { readonly state: LabelsState | undefined }) {
  const text = (count: number): string =>
    state && count >= state.most_counted ? `${countText(state.most_counted)} or more` : countText(count);
  return (
    <dl className="mb-3 flex min-h-6 flex-wrap gap-x-5 gap-y-1 text-sm">
      {state && (
        <>
          {sources.map(({ id, name }) => (
            <div key={id} className="flex gap-1.5">
              <dt className="text-soft">{name}</dt>
              <dd className="font-medium tabular-nums">{text(state.waiting[id])}</dd>
            </div>
          ))}
          <div className="flex gap-1.5">
            <dt className="text-soft">labelled by you today</dt>
            <dd className="font-medium tabular-nums">{countText(state.mine_today)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

interface ItemProps {
  readonly item: LabelItem;
  readonly classes: readonly string[];
  readonly explained: boolean;
  readonly onExplain: () => void;
  readonly onLabel: (label: string) => void;
}

function Item({ item, classes, explained, onExplain, onLabel }: ItemProps) {
  return (
    <article
      aria-label="What is to be labelled"
      className="border-line bg-card overflow-hidden rounded-lg border"
    >
      <header className="border-line bg-sunken flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 text-sm">
        <Why item={item} />
        <span className="text-soft ml-auto">
          version {item.version}, <When ms={item.at_ms} relative />
        </span>
      </header>
      <div className="max-h-[55vh] min-h-40 overflow-y-auto px-4 py-5 font-serif text-xl leading-relaxed sm:px-6 sm:text-2xl sm:leading-relaxed">
        {explained ? (
          <div className="max-w-prose">
            <ExplainedText text={item.text} model={`${item.model}@${item.version}`} label={item.label} />
          </div>
        ) : (
          <p className="max-w-prose break-words whitespace-pre-wrap" dir="auto">
            {item.text}
          </p>
        )}
        {item.characters > item.text.length && (
          <p className="text-soft mt-3 font-sans text-sm">
            The first {countText(item.text.length)} of {countText(item.characters)} characters.{' '}
            <PathLink href={`/predictions/${item.id}`} className="underline">
              The whole text
            </PathLink>
          </p>
        )}
      </div>
      <footer className="border-line flex flex-col gap-3 border-t px-4 py-4 sm:px-6">
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Its label</legend>
          {classes.map((name, at) => (
            <Button
              key={name}
              onClick={() => onLabel(name)}
              {...(at < 9 && { 'aria-keyshortcuts': String(at + 1) })}
            >
              {at < 9 && <Key>{at + 1}</Key>}
              <bdi className="max-w-60 truncate">{name}</bdi>
            </Button>
          ))}
        </fieldset>
        <p className="text-soft flex flex-wrap items-center gap-x-3 text-sm">
          <span>
            The model said <bdi className="text-ink font-medium">{item.label}</bdi>,{' '}
            {percentText(item.confidence)} sure.
          </span>
          <Button small kind="quiet" aria-expanded={explained} aria-keyshortcuts="w" onClick={onExplain}>
            {explained ? 'Hide the words' : 'Which words?'} <Key>w</Key>
          </Button>
        </p>
      </footer>
    </article>
  );
}

function Why({ item: { why, feedback, label, challenger } }: { readonly item: LabelItem }) {
  if (why === 'disputed' && feedback) {
    return (
      <>
        <Chip tone="bad">disputed</Chip>
        <span className="min-w-0 break-words">
          <span className="font-medium">{feedback.actor}</span> says{' '}
          <bdi className="font-medium">{feedback.label}</bdi>
          {feedback.comment && (
            <>
              : <q dir="auto">{feedback.comment}</q>
            </>
          )}
        </span>
      </>
    );
  }
  if (why === 'shadow' && challenger) {
    return (
      <>
        <Chip tone="warn">shadow disagrees</Chip>
        <span>
          version {challenger.version} says <bdi className="font-medium">{challenger.label}</bdi> and not{' '}
          <bdi>{label}</bdi>
        </span>
      </>
    );
  }
  return <Chip>least sure</Chip>;
}

function Done({ asking, source }: { readonly asking: boolean; readonly source: LabelSearch['source'] }) {
  return (
    <EmptyState
      title="Nothing waits for a label"
      action={
        source ? (
          <ButtonLink href="/label">Show what is worth most</ButtonLink>
        ) : (
          <ButtonLink href="/try">Try the model</ButtonLink>
        )
      }
    >
      {asking
        ? 'Looking for more…'
        : 'What people dispute, or the model is unsure of, comes here by itself. This page looks every ten seconds.'}
    </EmptyState>
  );
}

function ItemSkeleton() {
  return (
    <div className="border-line bg-card rounded-lg border" role="status" aria-label="Loading">
      <Skeleton className="h-10 w-full" />
      <div className="flex min-h-40 flex-col gap-3 px-6 py-5">
        <Skeleton className="h-6 w-full max-w-prose" />
        <Skeleton className="h-6 w-2/3" />
      </div>
      <div className="flex gap-2 px-6 py-4">
        <Skeleton className="h-11 w-32" />
        <Skeleton className="h-11 w-32" />
      </div>
    </div>
  );
}

export function Key({ children }: { readonly children: string | number }) {
  return (
    <kbd className="border-edge text-soft bg-paper rounded border px-1.5 text-xs leading-5 tabular-nums">
      {children}
    </kbd>
  );
}
