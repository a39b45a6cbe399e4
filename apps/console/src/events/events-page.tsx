import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, Field, Select } from '@verdict/ui';
import type { FormEvent } from 'react';
import { verdict } from '../queries.ts';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Shown } from '../shell/shown.tsx';
import { TableSkeleton } from '../shell/table-skeleton.tsx';
import { useWide } from '../shell/use-wide.ts';
import { EventList } from './event-list.tsx';
import { EventTable } from './event-table.tsx';
import { type EventsSearch, eventsSearch, subjectKinds } from './events-search.ts';

const route = getRouteApi('/events');

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isWide = useWide();
  const asked = useInfiniteQuery({
    queryKey: ['events', search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      verdict.events.list(
        { ...wanted(search), limit: 50, ...(pageParam && { page_token: pageParam }) },
        { signal },
      ),
    getNextPageParam: ({ next_page_token }) => next_page_token,
  });
  const choose = (next: EventsSearch): void => {
    void navigate({ search: eventsSearch({ ...next }) });
  };
  const filtered = Object.keys(search).length > 0;
  return (
    <>
      <PageHead
        title="Events"
        about="Who did what, and when. Events are written with what they tell of, and never changed."
      />
      {/* Made anew with the address, so that its boxes say what is shown. */}
      <Filters key={JSON.stringify(search)} search={search} onChoose={choose} />
      <Shown asked={asked} loading={<TableSkeleton rows={12} />}>
        {({ pages }) => {
          const events = pages.flatMap((page) => page.events);
          return events.length === 0 ? (
            <EmptyState
              title={filtered ? 'Nothing like that has happened' : 'Nothing has happened yet'}
              action={filtered && <Button onClick={() => choose({})}>Show all events</Button>}
            >
              {filtered
                ? 'Names are compared whole: ada is not ada/key:build.'
                : 'As soon as somebody adds data, trains or promotes, it stands here.'}
            </EmptyState>
          ) : (
            <>
              {isWide ? (
                <EventTable events={events} onActor={(actor) => choose({ ...search, actor })} />
              ) : (
                <EventList events={events} />
              )}
              <MoreButton asked={asked} what="older events" />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function wanted({ kind, subject, action, actor }: EventsSearch) {
  return {
    ...(kind && { subject_kind: kind }),
    ...(subject && { subject }),
    ...(action && { action }),
    ...(actor && { actor }),
  };
}

interface FiltersProps {
  readonly search: EventsSearch;
  readonly onChoose: (search: EventsSearch) => void;
}

function Filters({ search, onChoose }: FiltersProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onChoose(eventsSearch(Object.fromEntries(new FormData(event.currentTarget))));
  };
  return (
    <form
      onSubmit={submit}
      aria-label="Filter events"
      className="mb-4 grid grid-cols-2 items-end gap-3 text-sm lg:grid-cols-[10rem_1fr_1fr_1fr_auto]"
    >
      <Select
        label="About"
        name="kind"
        defaultValue={search.kind ?? ''}
        onChange={(event) => {
          // A name of one kind means nothing for another.
          const { subject: _, kind: _kind, ...rest } = search;
          onChoose({ ...rest, ...(event.target.value && { kind: event.target.value }) });
        }}
      >
        <option value="">anything</option>
        {subjectKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kind}
          </option>
        ))}
      </Select>
      <Field
        label="Name or id"
        name="subject"
        defaultValue={search.subject ?? ''}
        disabled={!search.kind}
        placeholder={search.kind ? '' : 'choose a kind first'}
      />
      <Field label="Who" name="actor" defaultValue={search.actor ?? ''} placeholder="ada/key:build" />
      <Field label="Action" name="action" defaultValue={search.action ?? ''} placeholder="model.promoted" />
      <div className="col-span-2 flex gap-2 lg:col-span-1">
        <Button small type="submit" className="min-h-11">
          Filter
        </Button>
        {Object.keys(search).length > 0 && (
          <Button kind="quiet" small className="min-h-11" onClick={() => onChoose({})}>
            Clear
          </Button>
        )}
      </div>
    </form>
  );
}
