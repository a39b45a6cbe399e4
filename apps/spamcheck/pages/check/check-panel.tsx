import { Button, countText, Notice, TextArea } from '@verdict/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CheckReply } from '../../src/wire.ts';
import { previewOf, type Remembered } from '../history/history.ts';
import { largestMailBytes, type Mail } from '../mail/read-mail.ts';
import { tooLarge } from '../many/decode-file.ts';
import { keep, kept } from '../shell/kept.ts';
import { ask, SiteError, sentenceOf } from '../shell/site-client.ts';
import { DraftLine } from './draft-line.tsx';
import { examples } from './examples.ts';
import { FileButton } from './file-button.tsx';
import { isTable, openMessage } from './open-message.ts';
import { useDrop } from './use-drop.ts';
import { usePreview } from './use-preview.ts';
import { VerdictCard } from './verdict-card.tsx';

export interface CheckPanelProps {
  readonly maxCharacters: number;
  readonly onTable: (file: File) => void;
  readonly onChecked: (one: Remembered) => void;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly text: string; readonly reply: CheckReply }
  | { readonly kind: 'failed'; readonly sentence: string; readonly requestId: string | null };

const draftKey = 'spam-check-draft';
const accepts = '.eml,.txt,message/rfc822,text/plain';

export function CheckPanel({ maxCharacters, onTable, onChecked }: CheckPanelProps) {
  const [text, setText] = useState('');
  const [mail, setMail] = useState<Mail | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const asking = useRef<AbortController | null>(null);

  useEffect(() => {
    const draft = kept(draftKey);
    if (draft) setText(draft);
  }, []);
  useEffect(() => () => asking.current?.abort(), []);

  const write = (next: string, from: Mail | null = null): void => {
    setText(next);
    setMail(from);
    setComplaint(null);
    keep(draftKey, next === '' ? null : next);
  };

  const isAnswered = state.kind === 'answered' && state.text === text;
  const preview = usePreview(text, state.kind !== 'asking' && !isAnswered);
  const isTooLong = text.length > maxCharacters;

  const check = async (): Promise<void> => {
    if (!/\S/.test(text)) {
      setComplaint('There is nothing to check yet: paste a message, open a file or try an example.');
      return;
    }
    if (isTooLong) return;
    asking.current?.abort();
    const stop = new AbortController();
    asking.current = stop;
    setComplaint(null);
    setState({ kind: 'asking' });
    try {
      const reply = await ask<CheckReply>('/api/check', { text }, stop.signal);
      setState({ kind: 'answered', text, reply });
      const { prediction, confidence, unsure, model_version: model, request_id: requestId } = reply;
      onChecked({
        atMs: Date.now(),
        preview: previewOf(text),
        prediction,
        confidence,
        unsure,
        model,
        requestId,
      });
    } catch (error) {
      if (stop.signal.aborted) return;
      const requestId = error instanceof SiteError ? error.requestId : null;
      setState({ kind: 'failed', sentence: sentenceOf(error), requestId });
    }
  };

  const open = async (file: File): Promise<void> => {
    if (isTable(file.name)) {
      onTable(file);
      return;
    }
    if (file.size > largestMailBytes) {
      setComplaint(tooLarge(file.name, largestMailBytes));
      return;
    }
    try {
      const opened = openMessage(file.name, new Uint8Array(await file.arrayBuffer()));
      if (opened.kind === 'refused') setComplaint(opened.sentence);
      else write(opened.text, opened.mail);
    } catch {
      setComplaint(`${file.name} cannot be read; it may have been moved or may not be yours to read.`);
    }
  };
  const { isOver, handlers } = useDrop(open);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void check();
    }
  };

  const tooLong = `The message has ${countText(text.length)} characters and at most ${countText(maxCharacters)} are read; shorten it.`;
  return (
    <>
      <section
        aria-label="The message"
        {...handlers}
        className={isOver ? 'outline-accent rounded-lg outline-2 outline-offset-8 outline-dashed' : undefined}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void check();
          }}
        >
          <TextArea
            label="Message"
            value={text}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
            error={isTooLong ? tooLong : complaint}
            rows={8}
            dir="auto"
            spellCheck={false}
            placeholder="Paste a text message or an e-mail, or drop an .eml file here"
            className="max-h-[60vh] min-h-48 resize-y font-serif text-lg leading-relaxed"
          />
          <div className="mt-1 min-h-6">
            <DraftLine preview={preview} characters={text.length} />
          </div>
          {mail && <MailLine mail={mail} />}
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <Button type="submit" kind="strong" aria-busy={state.kind === 'asking'} disabled={isTooLong}>
              {state.kind === 'asking' ? 'Checking…' : 'Check it'}
            </Button>
            <FileButton label="Open an e-mail" accept={accepts} onFile={(file) => void open(file)} />
            {text !== '' && (
              <Button
                kind="quiet"
                onClick={() => {
                  asking.current?.abort();
                  write('');
                  setState({ kind: 'idle' });
                }}
              >
                Clear
              </Button>
            )}
          </div>
        </form>
        <div className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-2">
          <span className="text-soft text-sm" id="examples">
            Or try
          </span>
          {examples.map(({ name, text: example }) => (
            <Button key={name} small onClick={() => write(example)}>
              {name}
            </Button>
          ))}
        </div>
      </section>
      <div aria-live="polite" className="mt-8">
        {state.kind === 'failed' && (
          <Notice
            tone="bad"
            title="It was not checked"
            action={
              <Button small onClick={() => void check()}>
                Try again
              </Button>
            }
          >
            <p>{state.sentence}</p>
            {state.requestId && <p className="mt-1 text-sm break-all">Request {state.requestId}</p>}
          </Notice>
        )}
        {state.kind === 'answered' && (
          <VerdictCard
            key={state.reply.prediction_id}
            text={state.text}
            reply={state.reply}
            isOld={!isAnswered}
          />
        )}
      </div>
    </>
  );
}

function MailLine({ mail }: { readonly mail: Mail }) {
  const files = mail.attachments.length;
  return (
    <p className="text-soft mt-1 text-sm break-words" dir="auto">
      An e-mail{mail.from && ` from ${mail.from}`}: its subject and text are checked
      {files > 0 && `, its ${files === 1 ? 'attachment is' : `${files} attachments are`} not looked into`}.
    </p>
  );
}
