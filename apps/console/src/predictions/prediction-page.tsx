import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Feedback, PredictionOnRecord } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import {
  Button,
  ButtonLink,
  Chip,
  CopyButton,
  countText,
  Dialog,
  durationText,
  Meter,
  Notice,
  percentText,
  Skeleton,
  When,
} from '@verdict/ui';
import { useState } from 'react';
import { VersionLink } from '../models/links.tsx';
import { verdict } from '../queries.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failure, Shown } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { ExplainedText } from './explained-text.tsx';

const route = getRouteApi('/predictions/$id');
const keyOf = (id: string) => ['predictions', 'one', id];

export function PredictionPage() {
  const { id } = route.useParams();
  const asked = useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => verdict.predictions.get(id, { signal }),
  });
  if (asked.error instanceof ApiError && asked.error.code === 'PREDICTION_UNKNOWN') {
    return (
      <>
        <PageHead title="Prediction" />
        <Notice
          title="There is no such prediction in the log"
          action={<ButtonLink href="/predictions">All predictions</ButtonLink>}
        >
          It was deleted, is older than the log keeps, or the address was mistyped.
        </Notice>
      </>
    );
  }
  return (
    <Shown asked={asked} loading={<Loading />}>
      {(prediction) => <Prediction prediction={prediction} />}
    </Shown>
  );
}

/** Marking that many words would take longer than a look at them is worth; asked for, it is done. */
const quicklyMarked = 20_000;

function Prediction({ prediction }: { readonly prediction: PredictionOnRecord }) {
  const { id, model, version, label, text } = prediction;
  const mayWrite = useMay('write');
  const [explained, setExplained] = useState((text?.length ?? 0) <= quicklyMarked);
  return (
    <>
      <PageHead
        title="Prediction"
        about={
          <>
            <VersionLink model={model} version={version}>
              {model}, version {version}
            </VersionLink>
            , <When ms={prediction.at_ms} />
          </>
        }
        actions={mayWrite && <Delete id={id} />}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Section
            title={
              explained && text !== null ? 'What was asked, and the words that weighed' : 'What was asked'
            }
          >
            {text === null ? (
              <Notice title="The text was not kept">
                By the setting predictionLog{' '}
                {prediction.text_sha256 ? 'only its hash is' : 'nothing of it is'}. It had{' '}
                {countText(prediction.characters)} characters.
              </Notice>
            ) : (
              <div className="border-line bg-card rounded-lg border p-4 font-serif text-lg leading-relaxed">
                {explained ? (
                  <ExplainedText text={text} model={`${model}@${version}`} label={label} />
                ) : (
                  <>
                    <p className="max-h-[60vh] overflow-y-auto break-words whitespace-pre-wrap" dir="auto">
                      {text}
                    </p>
                    <Button small className="mt-3" onClick={() => setExplained(true)}>
                      Mark the words that weighed
                    </Button>
                  </>
                )}
              </div>
            )}
          </Section>
          <Scores prediction={prediction} />
          <Said prediction={prediction} mayWrite={mayWrite} />
        </div>
        <aside className="flex min-w-0 flex-col gap-5">
          <Facts
            rows={[
              ['Answered by', partText(prediction.part)],
              ['Took', tookText(prediction.took_us)],
              ['Characters', countText(prediction.characters)],
              ['Asked by', prediction.actor],
              ['Asked through', prediction.surface],
              [
                'Id',
                <span key="id" className="font-mono text-xs break-all">
                  {id}
                </span>,
              ],
              [
                'Request',
                prediction.request_id && (
                  <span className="font-mono text-xs break-all">{prediction.request_id}</span>
                ),
              ],
            ]}
          />
          <div>
            <CopyButton text={id} label="Copy the id" />
          </div>
        </aside>
      </div>
    </>
  );
}

function tookText(us: number): string {
  return us < 1000 ? `${us} µs` : durationText(us / 1000);
}

function partText(part: PredictionOnRecord['part']): string {
  if (part === 'champion') return 'the version in service';
  return part === 'challenger' ? 'the challenger, as a canary' : 'a version that was asked for';
}

function Scores({ prediction: { label, scores, unsure } }: { readonly prediction: PredictionOnRecord }) {
  const sorted = Object.entries(scores).sort(([, a], [, b]) => b - a);
  return (
    <Section
      title={
        <span className="flex flex-wrap items-baseline gap-2">
          <span>
            It said <bdi>{label}</bdi>
          </span>
          {unsure && <Chip tone="warn">unsure</Chip>}
        </span>
      }
    >
      <ul className="flex max-w-xl flex-col gap-1.5 text-sm">
        {sorted.slice(0, 12).map(([name, score]) => (
          <li
            key={name}
            className="grid grid-cols-[minmax(6rem,12rem)_minmax(0,1fr)_4rem] items-center gap-3"
          >
            <span className="truncate" dir="auto" title={name}>
              {name}
            </span>
            <Meter
              share={score}
              label={`${name}: ${percentText(score)}`}
              tone={name === label ? 'good' : 'neutral'}
            />
            <span className="text-right tabular-nums">{percentText(score)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > 12 && <p className="text-soft mt-1 text-sm">and {sorted.length - 12} more classes</p>}
    </Section>
  );
}

interface SaidProps {
  readonly prediction: PredictionOnRecord;
  readonly mayWrite: boolean;
}

function Said({ prediction, mayWrite }: SaidProps) {
  const { id, model, label, scores, feedback, text } = prediction;
  const queries = useQueryClient();
  const saying = useMutation({
    mutationFn: (right: string) => verdict.labels.give(model, id, { label: right }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['predictions'] }),
  });
  const classes = Object.keys(scores);
  return (
    <Section title="What people say">
      {feedback.length === 0 && <p className="text-soft">Nobody has said anything of it.</p>}
      {feedback.length > 0 && (
        <ol className="border-line divide-line bg-card divide-y rounded-lg border">
          {feedback.map((each, at) => (
            <FeedbackLine key={each.id} feedback={each} said={label} latest={at === 0} />
          ))}
        </ol>
      )}
      {mayWrite && text !== null && (
        <div className="mt-4">
          <p id="say" className="mb-2 text-sm font-medium">
            What would have been right?
          </p>
          <fieldset aria-labelledby="say" className="flex flex-wrap gap-2">
            {classes.slice(0, 30).map((name) => (
              <Button
                key={name}
                small
                disabled={saying.isPending}
                aria-pressed={feedback[0]?.label === name}
                className={feedback[0]?.label === name ? 'border-accent ring-accent ring-1' : ''}
                onClick={() => saying.mutate(name)}
              >
                <bdi className="max-w-60 truncate">{name}</bdi>
              </Button>
            ))}
          </fieldset>
          <p className="text-soft mt-2 text-sm" aria-live="polite">
            {saying.isSuccess
              ? `On record as ${saying.data.label}.`
              : 'It counts before what visitors say, ends a dispute, and a training can learn from it.'}
          </p>
          {saying.error && <Failure error={saying.error} />}
        </div>
      )}
    </Section>
  );
}

interface FeedbackLineProps {
  readonly feedback: Feedback;
  /** By the model. */
  readonly said: string;
  readonly latest: boolean;
}

function FeedbackLine({ feedback, said, latest }: FeedbackLineProps) {
  const { label, comment, actor, at_ms } = feedback;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2 text-sm">
      <Chip tone={label === said ? 'good' : 'bad'}>{label === said ? 'right' : 'wrong'}</Chip>
      <bdi className="font-medium break-words">{label}</bdi>
      {comment && (
        <span className="basis-full break-words whitespace-pre-wrap" dir="auto">
          {comment}
        </span>
      )}
      <span className="text-soft">
        {actor}, <When ms={at_ms} relative />
        {latest && ' – the latest'}
      </span>
    </li>
  );
}

function Delete({ id }: { readonly id: string }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => verdict.predictions.remove(id),
    onSuccess: async () => {
      await navigate({ to: '/predictions' });
      queries.removeQueries({ queryKey: keyOf(id) });
      await queries.invalidateQueries({ queryKey: ['predictions'] });
    },
  });
  return (
    <>
      <Button small kind="danger" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Dialog title="Delete this prediction?" open={asking} onClose={() => setAsking(false)}>
        <p>
          Its text, its answer and every remark on it leave the log for good. That it was deleted, and by
          whom, is on record. A data version that was frozen with the text keeps it.
        </p>
        {deleting.error && (
          <div className="mt-3">
            <Failure error={deleting.error} />
          </div>
        )}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button kind="danger" disabled={deleting.isPending} onClick={() => deleting.mutate()}>
            {deleting.isPending ? 'Deleting…' : 'Delete for good'}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Loading() {
  return (
    <div className="flex flex-col gap-4" role="status" aria-label="Loading">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-5 w-72" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-24 w-full max-w-xl" />
    </div>
  );
}
