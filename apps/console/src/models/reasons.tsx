import type { Judgement } from '@verdict/api';
import { Chip } from '@verdict/ui';
import { ruleNames } from './rule-names.ts';

/** What speaks against it first: that is what somebody came for. */
export function Reasons({ reasons }: { readonly reasons: Judgement['reasons'] }) {
  const ordered = [...reasons].sort((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <ul className="divide-line @container divide-y">
      {ordered.map(({ rule, passed, message }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may speak several times, and the list never changes
        <li key={index} className="grid items-baseline gap-x-4 gap-y-1 py-2 text-sm @xl:grid-cols-[9rem_1fr]">
          <span>
            <Chip tone={passed ? 'good' : 'bad'}>
              <span aria-hidden="true">{passed ? '✓' : '✗'}</span> {ruleNames[rule] ?? rule}
              <span className="sr-only">{passed ? ' passed' : ' did not pass'}</span>
            </Chip>
          </span>
          <span className="min-w-0 break-words" dir="auto">
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
