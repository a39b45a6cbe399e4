import type { Finding } from '@verdict/api';
import { Chip, type Tone } from '@verdict/ui';

const tones: Readonly<Record<Finding['severity'], Tone>> = { refuse: 'bad', warn: 'warn', note: 'neutral' };
const words: Readonly<Record<Finding['severity'], string>> = {
  refuse: 'refused',
  warn: 'warning',
  note: 'note',
};

/** What was found out about the rows; each sentence says what to do. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return <p className="text-soft text-sm">Nothing was found wrong with these rows.</p>;
  }
  return (
    <ul className="border-line bg-card divide-line divide-y rounded-lg border">
      {findings.map(({ kind, severity, message }) => (
        <li
          key={`${kind} ${message}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2 text-sm"
        >
          <Chip tone={tones[severity]}>{words[severity]}</Chip>
          <span className="min-w-0 flex-1 basis-64 break-words" dir="auto">
            {message}
          </span>
          <code className="text-soft text-xs">{kind}</code>
        </li>
      ))}
    </ul>
  );
}
