import { Link } from '@tanstack/react-router';
import { buttonClass, CopyButton } from '@verdict/ui';

const steps = [
  {
    title: 'Add labelled text',
    text: 'A CSV, JSONL or Parquet file with a text and a label in each row. It is frozen as version 1.',
    command: 'npx verdict data add reviews.csv',
  },
  {
    title: 'Train',
    text: 'On this machine, in seconds for some ten thousand rows. Run, metrics and model go on record.',
    command: 'npx verdict train --data reviews --name reviews',
  },
  {
    title: 'Let the judge decide',
    text: 'Put it in service; the next version has to be better on the same rows.',
    command: 'npx verdict models promote reviews@1',
  },
] as const;

export function QuickStart() {
  return (
    <section aria-labelledby="quick-start">
      <h2 id="quick-start" className="font-serif text-lg font-semibold">
        Begin with your own data
      </h2>
      <p className="text-soft mb-3 max-w-prose text-sm">
        The models that came with Verdict answer already. Yours is three steps away, from a terminal in the
        project’s folder or <Link to="/data/add">from this page</Link>.
      </p>
      <ol className="grid gap-3 lg:grid-cols-3">
        {steps.map(({ title, text, command }, at) => (
          <li key={title} className="border-line bg-card flex min-w-0 flex-col gap-2 rounded-lg border p-4">
            <h3 className="font-semibold">
              {at + 1}. {title}
            </h3>
            <p className="text-soft text-sm">{text}</p>
            <code className="bg-sunken mt-auto rounded px-2 py-1.5 font-mono text-xs break-words">
              {command}
            </code>
            <CopyButton text={command} label="Copy the command" />
          </li>
        ))}
      </ol>
      <p className="mt-3">
        <Link to="/try" className={buttonClass('plain', true)}>
          Try the models that are here
        </Link>
      </p>
    </section>
  );
}
