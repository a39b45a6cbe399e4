import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Batch, BatchPriority } from '@verdict/api';
import { Button, countText, Select, Tabs, TextArea } from '@verdict/ui';
import { type FormEvent, useEffect, useState } from 'react';
import { ChooseFile } from '../files/choose-file.tsx';
import { guessColumns } from '../files/column-names.ts';
import { contentTypeOf, linesAsJson, linesOf } from '../files/file-formats.ts';
import { FilePreview } from '../files/file-preview.tsx';
import { SendingBar } from '../files/sending-bar.tsx';
import { useFile } from '../files/use-file.ts';
import { useSending } from '../files/use-sending.ts';
import { verdict } from '../queries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Failure } from '../shell/shown.tsx';

const route = getRouteApi('/batches/new');

export function NewBatchPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const models = useQuery({
    queryKey: ['console-try'],
    queryFn: ({ signal }) => verdict.console.try({ signal }),
  });
  const { file, peek, choose } = useFile();
  const { sending, send, cancel } = useSending<Batch>();
  const [way, setWay] = useState<'file' | 'paste'>('file');
  const [pasted, setPasted] = useState('');
  const [column, setColumn] = useState('');
  const [model, setModel] = useState(search.model ?? '');
  const [priority, setPriority] = useState<BatchPriority>('medium');
  /** One attempt at one batch, however often it is sent. */
  const [key, setKey] = useState(() => randomKey());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another batch
  useEffect(() => setKey(randomKey()), [file, pasted, column, model, priority, way]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: columns are those of the file
  useEffect(() => setColumn(''), [file]);

  const columns = peek?.kind === 'table' ? peek.columns : [];
  const guessed = guessColumns(columns).text ?? (columns.length === 1 ? columns[0] : null);
  const taken = column || guessed;
  const lines = way === 'paste' ? linesOf(pasted) : [];
  const busy = sending.state === 'sending';
  const ready =
    way === 'paste'
      ? lines.length > 0
      : file !== null && peek !== null && peek.kind !== 'refused' && (columns.length === 0 || taken !== null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    const body = await bodyOf();
    const query = new URLSearchParams({
      priority,
      ...(model && { model }),
      ...(way === 'file' && column && { text: column }),
    });
    const batch = await send({
      address: `/api/v1/batch/predict?${query}`,
      body: body.blob,
      headers: { 'content-type': body.type, 'idempotency-key': key },
    });
    if (!batch) return;
    void queries.invalidateQueries({ queryKey: ['batches'] });
    await navigate({ to: '/batches/$id', params: { id: batch.job_id } });
  };
  const bodyOf = async (): Promise<{ readonly blob: Blob; readonly type: string }> => {
    if (way === 'paste' || !file || !peek)
      return { blob: new Blob([linesAsJson(pasted)]), type: 'application/json' };
    const packed = /\.gz$/i.test(file.name);
    if (peek.kind === 'lines' && !packed) {
      return { blob: new Blob([linesAsJson(await file.text())]), type: 'application/json' };
    }
    return { blob: file, type: peek.kind === 'lines' ? 'text/csv' : contentTypeOf(peek) };
  };

  return (
    <>
      <PageHead
        title="Label many texts"
        about="One version labels every row, whatever is promoted meanwhile."
      />
      <form onSubmit={(event) => void submit(event)} className="grid max-w-4xl gap-5">
        <Tabs
          label="Where the texts are"
          chosen={way}
          onChoose={setWay}
          tabs={[
            { id: 'file', label: 'In a file' },
            { id: 'paste', label: 'Pasted here' },
          ]}
        >
          {way === 'file' ? (
            <div className="grid gap-5">
              <ChooseFile
                label="File of texts"
                hint="CSV, TSV, JSON lines, a JSON array or Parquet, plain or gzipped, or plain text with one text a line. Choose it, or drop it here."
                file={file}
                disabled={busy}
                onFile={choose}
              />
              {peek && <FilePreview peek={peek} roles={taken === null ? {} : { [taken]: 'text' }} />}
              {columns.length > 0 && (
                <div className="max-w-sm">
                  <Select
                    label="Column of the texts"
                    value={column}
                    onChange={({ target }) => setColumn(target.value)}
                    error={taken === null ? 'No column is known as the text; choose one.' : null}
                  >
                    <option value="">{guessed === null ? 'choose one' : `${guessed}, by its name`}</option>
                    {[...new Set(columns)].map((each) => (
                      <option key={each} value={each}>
                        {each}
                      </option>
                    ))}
                  </Select>
                </div>
              )}
            </div>
          ) : (
            <TextArea
              label="Texts, one a line"
              hint={lines.length === 0 ? 'Empty lines are left out.' : `${countText(lines.length)} texts`}
              rows={8}
              dir="auto"
              value={pasted}
              onChange={({ target }) => setPasted(target.value)}
            />
          )}
        </Tabs>
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label="Model"
            value={model}
            onChange={({ target }) => setModel(target.value)}
            error={
              models.error ? 'The list of models did not come; the default can be asked all the same.' : null
            }
          >
            <option value="">
              {models.data ? `${models.data.default_model}, the default` : 'the default'}
            </option>
            {model !== '' && !models.data?.models.some((each) => isOf(each, model)) && (
              <option value={model}>{model}</option>
            )}
            {models.data?.models.map(({ name, champion, versions }) => (
              <optgroup key={name} label={name}>
                {champion !== null && (
                  <option value={name}>{`${name}: in service (version ${champion})`}</option>
                )}
                {versions.map(({ version }) => (
                  <option key={version} value={`${name}@${version}`}>{`${name}: version ${version}`}</option>
                ))}
              </optgroup>
            ))}
          </Select>
          <Select
            label="Priority"
            hint="A head start in the queue; nothing waits for ever."
            value={priority}
            onChange={({ target }) => setPriority(target.value as BatchPriority)}
          >
            <option value="high">high</option>
            <option value="medium">medium</option>
            <option value="low">low</option>
          </Select>
        </div>
        {sending.state === 'sending' ? (
          <SendingBar
            fraction={sending.fraction}
            bytes={way === 'paste' ? new Blob([pasted]).size : (file?.size ?? 0)}
            then="Reading the texts…"
            onCancel={cancel}
          />
        ) : (
          <div>
            <Button type="submit" kind="strong" disabled={!ready}>
              {way === 'paste' && lines.length > 0
                ? `Label ${countText(lines.length)} ${lines.length === 1 ? 'text' : 'texts'}`
                : 'Label them'}
            </Button>
          </div>
        )}
        <div aria-live="polite">{sending.state === 'failed' && <Failure error={sending.error} />}</div>
      </form>
    </>
  );
}

interface Choice {
  readonly name: string;
  readonly champion: number | null;
  readonly versions: readonly { readonly version: number }[];
}

function isOf({ name, champion, versions }: Choice, model: string): boolean {
  return (
    (model === name && champion !== null) || versions.some(({ version }) => model === `${name}@${version}`)
  );
}

/** `crypto.randomUUID` is not there where the page came by plain http from another machine. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
