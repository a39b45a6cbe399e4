import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { LabelsState } from '@verdict/api';
import { Button, ButtonLink, countText, Dialog, Notice, Select, Skeleton } from '@verdict/ui';
import { type FormEvent, useRef } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';

export interface RetrainDialogProps {
  readonly model: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Begins a training with what people said, and goes to its job. */
export function RetrainDialog({ model, open, onClose }: RetrainDialogProps) {
  return (
    <Dialog title={`Retrain ${model}`} open={open} onClose={onClose}>
      <Retrain model={model} onClose={onClose} />
    </Dialog>
  );
}

function Retrain({ model, onClose }: Omit<RetrainDialogProps, 'open'>) {
  const state = useQuery({
    queryKey: ['labels', 'state', model],
    queryFn: ({ signal }) => verdict.labels.state(model, { signal }),
    staleTime: 0,
  });
  const datasets = useQuery({
    queryKey: ['datasets', 'names'],
    queryFn: ({ signal }) => verdict.datasets.list({ limit: 1000 }, { signal }),
  });
  const failed = state.error ?? datasets.error;
  if (failed)
    return <Failure error={failed} onAgain={() => void Promise.all([state.refetch(), datasets.refetch()])} />;
  if (!state.data || !datasets.data) return <Skeleton className="h-72 w-full" />;
  const known = datasets.data.datasets.filter(({ versions }) => versions > 0).map(({ name }) => name);
  if (known.length === 0) {
    return (
      <Notice title="There is no data to begin with" action={<ButtonLink href="/data">Add data</ButtonLink>}>
        A training learns from rows and labels together: add the rows that the model was trained on, or others
        like them.
      </Notice>
    );
  }
  return <Form model={model} state={state.data} datasets={known} onClose={onClose} />;
}

interface FormProps {
  readonly model: string;
  readonly state: LabelsState;
  readonly datasets: readonly string[];
  readonly onClose: () => void;
}

function Form({ model, state, datasets, onClose }: FormProps) {
  const navigate = useNavigate();
  const mayPromote = useMay('promote');
  const key = useRef(crypto.randomUUID());
  const asking = useMutation({
    mutationFn: (form: FormData) =>
      verdict.labels.retrain(
        model,
        {
          from_feedback: true,
          dataset: String(form.get('dataset')),
          labels: form.get('labels') === 'all' ? 'all' : 'reviewed',
          redact: form.get('redact') === 'on',
          promote: form.get('promote') === 'on',
        },
        { idempotencyKey: key.current },
      ),
    onSuccess: ({ id }) => navigate({ to: '/jobs/$id', params: { id } }),
    // A press after a refusal asks for something else.
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    asking.mutate(new FormData(event.currentTarget));
  };
  const { data, labelled, changed, said } = state;
  const exact = data && `${data.dataset}@${data.number}`;
  const nothing = labelled === 0 && said === 0;
  const many = said >= state.most_counted ? 'or more ' : '';
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p>
        The rows of a data version and the labels become a new version of it; a candidate is trained on that
        with the recipe of the version in service, and judged against it.
      </p>
      <Select label="Rows to begin with" name="dataset" defaultValue={exact ?? datasets[0]}>
        {exact && <option value={exact}>{exact} – what the version in service learned from</option>}
        {datasets.map((name) => (
          <option key={name} value={name}>
            {name}, its latest version
          </option>
        ))}
      </Select>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">Labels to learn from</legend>
        <Choice
          name="labels"
          value="reviewed"
          checked={labelled > 0}
          disabled={labelled === 0}
          title={`${countText(labelled)} given in this queue`}
          about={
            labelled === 0
              ? 'None yet.'
              : `${countText(changed)} against what the model had said. ${byLabel(state)}`
          }
        />
        <Choice
          name="labels"
          value="all"
          checked={labelled === 0 && said > 0}
          disabled={said === 0}
          title={`and ${countText(said)} ${many}that nobody has looked at`}
          about="What visitors said, right or wrong: whoever can use a site could teach the model so."
        />
      </fieldset>
      <Check name="redact" title="Replace e-mail addresses, phone, card and account numbers in added texts" />
      {mayPromote && <Check name="promote" title="Put it in service at once if the judge says so" />}
      {nothing && (
        <Notice tone="warn" title="There is nothing to learn from yet">
          Label some predictions first.
        </Notice>
      )}
      {asking.error && <Failure error={asking.error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button kind="strong" type="submit" disabled={nothing || asking.isPending}>
          {asking.isPending ? 'Asking…' : 'Retrain'}
        </Button>
      </div>
    </form>
  );
}

function byLabel({ labelled_by_label }: LabelsState): string {
  const shown = Object.entries(labelled_by_label).sort(([, a], [, b]) => b - a);
  const some = shown.slice(0, 4).map(([label, count]) => `${countText(count)} ${label}`);
  return `${some.join(', ')}${shown.length > 4 ? ', and others' : ''}.`;
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly about: string;
  readonly checked: boolean;
  readonly disabled: boolean;
}

function Choice({ name, value, title, about, checked, disabled }: ChoiceProps) {
  return (
    <label className={`flex min-h-6 items-start gap-3 ${disabled ? 'opacity-60' : ''}`}>
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={checked}
        disabled={disabled}
        className="accent-accent mt-1 size-4 shrink-0"
      />
      <span className="min-w-0">
        {title}
        <span className="text-soft block text-sm break-words" dir="auto">
          {about}
        </span>
      </span>
    </label>
  );
}

function Check({ name, title }: { readonly name: string; readonly title: string }) {
  return (
    <label className="flex min-h-6 items-start gap-3">
      <input type="checkbox" name={name} className="accent-accent mt-1 size-4 shrink-0" />
      <span>{title}</span>
    </label>
  );
}
