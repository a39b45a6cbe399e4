import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ListedPrediction } from '@verdict/api';
import {
  Button,
  ButtonLink,
  Chip,
  EmptyState,
  Field,
  percentText,
  Select,
  Table,
  Td,
  Th,
  When,
} from '@verdict/ui';
import type { FormEvent } from 'react';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { TableSkeleton } from '../shell/table-skeleton.tsx';
import { type PredictionsSearch, predictionsQuery, predictionsSearch, times } from './predictions-search.ts';

const route = getRouteApi('/predictions');

interface PageAfter {
  readonly token: string;
  /** When the first page was asked for: the last hour is one and the same for all of them. */
  readonly nowMs: number;
}

async function readPage(search: PredictionsSearch, after: PageAfter | null, signal: AbortSignal) {
  const nowMs = after?.nowMs ?? Date.now();
  const query = { ...predictionsQuery(search, nowMs), limit: 50, ...(after && { page_token: after.token }) };
  return { ...(await verdict.predictions.list(query, { signal })), nowMs };
}

export function PredictionsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useInfiniteQuery({
    queryKey: ['predictions', 'list', search],
    initialPageParam: null as PageAfter | null,
    queryFn: ({ pageParam, signal }) => readPage(search, pageParam, signal),
    getNextPageParam: ({ next_page_token, nowMs }) =>
      next_page_token === null ? null : { token: next_page_token, nowMs },
  });
  const choose = (next: PredictionsSearch): void => {
    void navigate({ search: predictionsSearch({ ...next }) });
  };
  return (
    <>
      <PageHead
        title="Predictions"
        about="What was asked and answered, newest first, and what people said of it."
        actions={
          <ButtonLink small href="/label">
            Label
          </ButtonLink>
        }
      />
      <Filters key={JSON.stringify(search)} search={search} onChoose={choose} />
      <Shown asked={asked} loading={<TableSkeleton rows={12} />}>
        {({ pages }) => {
          const predictions = pages.flatMap((page) => page.predictions);
          return (
            <>
              {predictions.length === 0 ? (
                <Nothing search={search} more={asked.hasNextPage} onClear={() => choose({})} />
              ) : (
                <PredictionTable predictions={predictions} />
              )}
              <MoreButton asked={asked} what={search.text ? 'what is further back' : 'older predictions'} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

interface NothingProps {
  readonly search: PredictionsSearch;
  readonly more: boolean;
  readonly onClear: () => void;
}

function Nothing({ search, more, onClear }: NothingProps) {
  if (more) {
    return (
      <EmptyState title="Not among the newest 20,000">
        Texts are looked through from the newest on. Go on further back, or give a model or a time.
      </EmptyState>
    );
  }
  const filtered = Object.keys(search).length > 0;
  return (
    <EmptyState
      title={filtered ? 'Nothing like that was answered' : 'Nothing was answered yet'}
      action={
        filtered ? (
          <Button onClick={onClear}>Show all predictions</Button>
        ) : (
          <ButtonLink href="/try">Try a model</ButtonLink>
        )
      }
    >
      {filtered
        ? 'Labels are compared whole. What is older than the log keeps is gone.'
        : 'Every answer comes here within a second or two, unless the log is switched off by the setting predictionLog.'}
    </EmptyState>
  );
}

function PredictionTable({ predictions }: { readonly predictions: readonly ListedPrediction[] }) {
  return (
    <Table label="Predictions, newest first">
      <thead>
        <tr>
          <Th>When</Th>
          <Th className="min-w-72">Text</Th>
          <Th>Label</Th>
          <Th number>Confidence</Th>
          <Th>
            <span className="sr-only">Doubt</span>
          </Th>
          <Th>Said by people</Th>
          <Th>Model</Th>
        </tr>
      </thead>
      <tbody>
        {predictions.map((each) => (
          <tr key={each.id}>
            <Td className="text-soft">
              <When ms={each.at_ms} relative />
            </Td>
            <Td className="max-w-2xl">
              <Link
                to="/predictions/$id"
                params={{ id: each.id }}
                className="decoration-line line-clamp-2 min-h-6 break-words underline"
                dir="auto"
              >
                {each.text ?? <span className="text-soft">{each.characters} characters, not kept</span>}
              </Link>
            </Td>
            <Td className="max-w-48 break-words" dir="auto">
              {each.label}
            </Td>
            <Td number>{percentText(each.confidence)}</Td>
            <Td>{each.unsure && <Chip tone="warn">unsure</Chip>}</Td>
            <Td className="max-w-48">
              <Said prediction={each} />
            </Td>
            <Td className="whitespace-nowrap">
              {each.model} <span className="text-soft">{each.version}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Said({ prediction: { label, feedback_label } }: { readonly prediction: ListedPrediction }) {
  if (feedback_label === null) return <span className="text-soft">–</span>;
  return feedback_label === label ? (
    <Chip tone="good">right</Chip>
  ) : (
    <span dir="auto" className="break-words">
      <Chip tone="bad">wrong</Chip> {feedback_label}
    </span>
  );
}

interface FiltersProps {
  readonly search: PredictionsSearch;
  readonly onChoose: (search: PredictionsSearch) => void;
}

function Filters({ search, onChoose }: FiltersProps) {
  const { data } = useQuery({
    queryKey: ['models', 'names'],
    queryFn: ({ signal }) => verdict.models.list({ limit: 1000 }, { signal }),
    staleTime: 60_000,
  });
  const names = data?.models.map(({ name }) => name) ?? [];
  const models = search.model && !names.includes(search.model) ? [search.model, ...names] : names;
  const classes = classesOf(data?.models.find(({ name }) => name === search.model)?.latest?.facts?.classes);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onChoose(predictionsSearch(Object.fromEntries(new FormData(event.currentTarget))));
  };
  const now = (event: { readonly currentTarget: HTMLSelectElement }): void =>
    event.currentTarget.form?.requestSubmit();
  return (
    <form
      onSubmit={submit}
      aria-label="Filter predictions"
      className="mb-4 grid grid-cols-2 items-end gap-3 text-sm lg:grid-cols-[1fr_6rem_1fr_9rem_9rem_1.5fr_auto]"
    >
      <Select label="Model" name="model" defaultValue={search.model ?? ''} onChange={now}>
        <option value="">all</option>
        {models.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Field
        label="Version"
        name="version"
        inputMode="numeric"
        defaultValue={search.version ?? ''}
        disabled={!search.model}
        placeholder={search.model ? 'all' : ''}
        title={search.model ? undefined : 'Choose a model first'}
      />
      <Field
        label="Label"
        name="label"
        list="classes"
        defaultValue={search.label ?? ''}
        placeholder="any"
        dir="auto"
      />
      <datalist id="classes">
        {classes.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Select label="Only" name="only" defaultValue={search.only ?? ''} onChange={now}>
        <option value="">any</option>
        <option value="unsure">unsure</option>
        <option value="sure">sure</option>
        <option value="disputed" disabled={!search.model}>
          disputed
        </option>
      </Select>
      <Select label="Made in" name="time" defaultValue={search.time ?? ''} onChange={now}>
        <option value="">all time</option>
        {times.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Field
        label="Part of the text"
        name="text"
        type="search"
        maxLength={200}
        defaultValue={search.text ?? ''}
        dir="auto"
      />
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button type="submit">Filter</Button>
        {Object.keys(search).length > 0 && (
          <Button kind="quiet" onClick={() => onChoose({})}>
            Clear
          </Button>
        )}
      </div>
    </form>
  );
}

export function classesOf(facts: unknown): readonly string[] {
  return Array.isArray(facts) ? facts.filter((name) => typeof name === 'string') : [];
}
