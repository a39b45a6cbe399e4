import { Button, countText, Notice, Progress, Select, Table, Td, Th } from '@verdict/ui';
import { useCallback, useEffect, useState } from 'react';
import { FileButton } from '../check/file-button.tsx';
import { useDrop } from '../check/use-drop.ts';
import { largestFileBytes, tooLarge } from './decode-file.ts';
import { type MessageTable, readMessages } from './read-messages.ts';
import { ResultsView } from './results-view.tsx';
import { useMany } from './use-many.ts';

export interface ManyPanelProps {
  readonly maxMessages: number;
  /** Dropped elsewhere, meant for here. */
  readonly handedOn: File | null;
}

interface Opened {
  readonly name: string;
  readonly table: MessageTable;
}

const accepts = '.csv,.tsv,.txt,.jsonl,.ndjson,.json,text/csv,text/plain';

export function ManyPanel({ maxMessages, handedOn }: ManyPanelProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [column, setColumn] = useState(0);
  const [complaint, setComplaint] = useState<string | null>(null);
  const { many, start, stop, reset } = useMany();

  const open = useCallback(
    async (file: File): Promise<void> => {
      try {
        if (file.size > largestFileBytes) {
          setComplaint(tooLarge(file.name, largestFileBytes));
          return;
        }
        const read = readMessages(file.name, new Uint8Array(await file.arrayBuffer()), maxMessages);
        if ('refusal' in read) {
          setComplaint(read.refusal);
          return;
        }
        reset();
        setComplaint(null);
        setOpened({ name: file.name, table: read.table });
        setColumn(read.table.likely);
      } catch {
        setComplaint(`${file.name} cannot be read; it may have been moved or may not be yours to read.`);
      }
    },
    [maxMessages, reset],
  );
  useEffect(() => {
    if (handedOn) void open(handedOn);
  }, [handedOn, open]);
  const { isOver, handlers } = useDrop(open);

  const close = (): void => {
    reset();
    setOpened(null);
    setComplaint(null);
  };

  return (
    <section
      aria-label="Messages from a file"
      {...handlers}
      className={isOver ? 'outline-accent rounded-lg outline-2 outline-offset-8 outline-dashed' : undefined}
    >
      <div aria-live="polite">
        {complaint && (
          <div className="mb-4">
            <Notice tone="bad" title="This file cannot be checked">
              {complaint}
            </Notice>
          </div>
        )}
      </div>
      {!opened && (
        <div className="border-edge flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-14 text-center">
          <p className="font-serif text-xl">Drop a file with messages here</p>
          <p className="text-soft max-w-prose">
            CSV with a column of messages, JSON lines, or plain text with a message a line; up to{' '}
            {countText(maxMessages)} messages. It is read in your browser and checked a few hundred at a time.
          </p>
          <FileButton
            kind="strong"
            label="Choose a file"
            accept={accepts}
            onFile={(file) => void open(file)}
          />
        </div>
      )}
      {opened && many.state === 'ready' && (
        <Chosen
          opened={opened}
          column={column}
          onColumn={setColumn}
          onStart={() => void start(opened.table.rows.map((cells) => cells[column]))}
          onClose={close}
        />
      )}
      {opened && many.state !== 'ready' && (
        <>
          <div className="mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 className="font-serif min-w-0 text-2xl font-semibold break-words" dir="auto">
              {opened.name}
            </h2>
            {many.state === 'running' ? (
              <Button small onClick={stop}>
                Stop
              </Button>
            ) : (
              <Button small onClick={close}>
                Another file
              </Button>
            )}
          </div>
          <Progress
            label="Messages checked"
            fraction={many.texts.length === 0 ? 0 : many.reached / many.texts.length}
          />
          <p className="text-soft mt-2 mb-5 min-h-6 text-sm tabular-nums" role="status">
            {countText(many.reached)} of {countText(many.texts.length)} messages
            {many.state === 'done' && '. Done.'}
            {many.state === 'stopped' && '. Stopped; what was checked is below.'}
            {many.waiting && `. Waiting: ${many.waiting}`}
          </p>
          {many.failure && (
            <div className="mb-5">
              <Notice tone="bad" title="The rest was not checked" urgent>
                {many.failure} What was checked is below.
              </Notice>
            </div>
          )}
          <ResultsView many={many} fileName={opened.name} />
        </>
      )}
    </section>
  );
}

interface ChosenProps {
  readonly opened: Opened;
  readonly column: number;
  readonly onColumn: (column: number) => void;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

const previewRows = 4;

/** What was found in the file, before anything is sent. */
function Chosen({ opened: { name, table }, column, onColumn, onStart, onClose }: ChosenProps) {
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 className="font-serif text-2xl font-semibold break-words" dir="auto">
          {name}
        </h2>
        <p className="text-soft">
          {countText(table.rows.length)} messages were found. Nothing has been sent yet.
        </p>
      </div>
      {table.columns.length > 1 && (
        <div className="max-w-sm">
          <Select
            label="The messages are in"
            value={column}
            onChange={(event) => onColumn(Number(event.target.value))}
          >
            {table.columns.map((title, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are, and may share a name
              <option key={at} value={at}>
                {title}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Table label="The first messages">
        <thead>
          <tr>
            <Th number>Row</Th>
            <Th className="w-full">{table.columns[column]}</Th>
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, previewRows).map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file stay where they are
            <tr key={at}>
              <Td number>{at + 1}</Td>
              <Td>
                <span dir="auto" className="line-clamp-2 break-words">
                  {cells[column].slice(0, 300)}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="flex flex-wrap gap-2">
        <Button kind="strong" onClick={onStart}>
          Check {countText(table.rows.length)} messages
        </Button>
        <Button onClick={onClose}>Another file</Button>
      </div>
    </div>
  );
}
