import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AddVersionReply } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import { Button, buttonClass, countText, Field, Notice, Select, TextArea } from '@verdict/ui';
import { type FormEvent, useEffect, useState } from 'react';
import { ChooseFile } from '../files/choose-file.tsx';
import { guessColumns } from '../files/column-names.ts';
import { FilePreview } from '../files/file-preview.tsx';
import { SendingBar } from '../files/sending-bar.tsx';
import { useFile } from '../files/use-file.ts';
import { useSending } from '../files/use-sending.ts';
import { Forbidden } from '../shell/forbidden.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Failure } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { datasetNameOf, nameFault } from './dataset-name.ts';
import { Findings } from './findings.tsx';

const route = getRouteApi('/data/add');

export function AddDataPage() {
  const { to = '' } = route.useSearch();
  const may = useMay('write');
  return (
    <>
      <PageHead
        title={to === '' ? 'Add data' : `Add a version to ${to}`}
        about="Rows are checked and profiled, and then kept as a version that never changes. What must not be trained on is refused, and nothing is kept."
      />
      {may ? <AddForm to={to} /> : <Forbidden title="You may not add data" needs="write" />}
    </>
  );
}

function AddForm({ to }: { readonly to: string }) {
  const queries = useQueryClient();
  const { file, peek, choose } = useFile();
  const { sending, send, cancel } = useSending<AddVersionReply>();
  const [name, setName] = useState(to);
  const [text, setText] = useState('');
  const [label, setLabel] = useState('');
  const [message, setMessage] = useState('');
  const [append, setAppend] = useState(false);
  const [redact, setRedact] = useState(false);
  const [result, setResult] = useState<AddVersionReply | null>(null);
  const [pressed, setPressed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns are those of the file
  useEffect(() => {
    setText('');
    setLabel('');
    setResult(null);
    if (file && to === '') setName((typed) => (typed === '' ? datasetNameOf(file.name) : typed));
  }, [file]);

  const columns = peek?.kind === 'table' ? peek.columns : [];
  const guessed = guessColumns(columns);
  const taken = { text: text || guessed.text, label: label || guessed.label };
  const undecided = columns.length > 0 && (taken.text === null || taken.label === null);
  const same = taken.text !== null && taken.text === taken.label;
  const fault = nameFault(name);
  const busy = sending.state === 'sending';
  const ready =
    file !== null && peek !== null && peek.kind !== 'refused' && fault === null && !undecided && !same;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setPressed(true);
    if (!ready || !file || busy) return;
    setResult(null);
    const query = new URLSearchParams({
      filename: file.name.slice(-255),
      ...(text && { text }),
      ...(label && { label }),
      ...(message && { message }),
      ...(append && { append: 'true' }),
      ...(redact && { redact: 'true' }),
    });
    const reply = await send({
      address: `/api/v1/datasets/${encodeURIComponent(name)}/versions?${query}`,
      body: file,
      headers: { 'content-type': 'application/octet-stream' },
    });
    if (!reply) return;
    setResult(reply);
    setPressed(false);
    await Promise.all(
      [['datasets'], ['dataset', name]].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };

  const roles = {
    ...(taken.text !== null && { [taken.text]: 'text' }),
    ...(taken.label !== null && { [taken.label]: 'label' }),
  };
  return (
    <>
      <form onSubmit={(event) => void submit(event)} className="grid max-w-4xl gap-5">
        <ChooseFile
          label="File of labelled texts"
          hint="CSV, TSV, JSON lines or Parquet, plain or gzipped. Choose it, or drop it here."
          file={file}
          disabled={busy}
          onFile={choose}
        />
        {peek && <FilePreview peek={peek} roles={roles} />}
        {columns.length > 0 && (
          <div className="grid gap-4 sm:grid-cols-2">
            <ColumnChoice
              label="Column of the texts"
              guessed={guessed.text}
              {...{ columns, value: text, onChange: setText }}
              error={pressed && taken.text === null ? 'No column is known as the text; choose one.' : null}
            />
            <ColumnChoice
              label="Column of the labels"
              guessed={guessed.label}
              {...{ columns, value: label, onChange: setLabel }}
              error={
                same
                  ? 'Text and label are the same column; choose two.'
                  : pressed && taken.label === null
                    ? 'No column is known as the label; choose one.'
                    : null
              }
            />
          </div>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Dataset"
            hint="A new name begins a dataset; one that is there gets a version."
            value={name}
            readOnly={to !== ''}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
            error={(pressed || name !== '') && fault !== null ? fault : null}
          />
          <TextArea
            label="What is new"
            hint="For whoever reads the history later."
            rows={2}
            maxLength={2000}
            dir="auto"
            value={message}
            onChange={({ target }) => setMessage(target.value)}
          />
        </div>
        <fieldset className="grid gap-2">
          <legend className="sr-only">Options</legend>
          <Check
            checked={append}
            onChange={setAppend}
            label="Put these rows behind those of the latest version"
          >
            Otherwise these rows are the whole version.
          </Check>
          <Check
            checked={redact}
            onChange={setRedact}
            label="Replace personal numbers and addresses by words"
          >
            E-mail and IP addresses, phone, card and account numbers; names of people stay.
          </Check>
        </fieldset>
        {sending.state === 'sending' ? (
          <SendingBar
            fraction={sending.fraction}
            bytes={file?.size ?? 0}
            then="Checking and profiling every row…"
            onCancel={cancel}
          />
        ) : (
          <div>
            <Button type="submit" kind="strong" disabled={!file || peek?.kind === 'refused'}>
              Check and add
            </Button>
          </div>
        )}
      </form>
      <div aria-live="polite" className="mt-6 grid max-w-4xl gap-4">
        {sending.state === 'failed' && <Refused error={sending.error} />}
        {result && <Result result={result} />}
      </div>
    </>
  );
}

/** What was found wrong with the file, or what went wrong with sending it. */
function Refused({ error }: { readonly error: Error }) {
  const known = error instanceof ApiError ? error : null;
  const refused = known?.status === 422;
  if (!known || (!refused && known.status !== null)) return <Failure error={error} />;
  return (
    <Notice
      urgent
      tone="bad"
      title={refused ? 'These rows cannot be kept as they are' : 'The file did not arrive'}
    >
      <p dir="auto" className="whitespace-pre-line">
        {known.detail}
      </p>
      {refused && <p className="mt-2">Nothing was kept. Mend the file and send it again.</p>}
    </Notice>
  );
}

function ColumnChoice({
  label,
  columns,
  guessed,
  value,
  error,
  onChange,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly guessed: string | null;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (column: string) => void;
}) {
  return (
    <Select label={label} value={value} error={error} onChange={({ target }) => onChange(target.value)}>
      <option value="">{guessed === null ? 'choose one' : `${guessed}, by its name`}</option>
      {[...new Set(columns)].map((column) => (
        <option key={column} value={column}>
          {column}
        </option>
      ))}
    </Select>
  );
}

function Check({
  label,
  checked,
  onChange,
  children,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: string;
}) {
  return (
    <label className="flex min-h-8 items-start gap-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="accent-accent mt-1 size-4"
      />
      <span>
        {label}
        <span className="text-soft block text-sm">{children}</span>
      </span>
    </label>
  );
}

function Result({ result: { added, version } }: { readonly result: AddVersionReply }) {
  const { dataset: name, number, rows, classes, findings } = version;
  return (
    <>
      <Notice
        tone={added ? 'good' : 'neutral'}
        title={
          added
            ? `Version ${number} of ${name} is there`
            : `These rows are version ${number} of ${name} already`
        }
        action={
          <>
            <Link
              to="/data/$name/$number"
              params={{ name, number: String(number) }}
              className={buttonClass('strong')}
            >
              Look at it
            </Link>
            {added && number > 1 && (
              <Link
                to="/data/$name/diff"
                params={{ name }}
                search={{ from: number - 1, to: number }}
                className={buttonClass('plain')}
              >
                What changed
              </Link>
            )}
          </>
        }
      >
        {countText(rows)} rows of {countText(classes.length)} {classes.length === 1 ? 'label' : 'labels'}.{' '}
        {!added && 'No second version was made of them.'}
      </Notice>
      <Findings findings={findings} />
    </>
  );
}
