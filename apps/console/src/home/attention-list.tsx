import type { Attention } from '@verdict/api';
import { buttonClass, classNames, When } from '@verdict/ui';
import { PathLink } from '../shell/path-link.tsx';
import { describeAttention } from './describe-attention.ts';

export function AttentionList({ attention }: { readonly attention: readonly Attention[] }) {
  if (attention.length === 0) {
    return (
      <p className="border-line bg-card text-soft flex items-center gap-3 rounded-lg border px-4 py-3">
        <svg
          viewBox="0 0 20 20"
          aria-hidden="true"
          className="stroke-good size-5 shrink-0"
          fill="none"
          strokeWidth="2"
        >
          <path d="M4 10.5l4 4 8-9" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        Nothing. Everything that should be in service is, and nothing waits for a decision.
      </p>
    );
  }
  return (
    <ul className="border-line bg-card divide-line divide-y rounded-lg border">
      {attention.map((each) => (
        <AttentionLine key={`${each.kind} ${each.subject}`} attention={each} />
      ))}
    </ul>
  );
}

function AttentionLine({ attention }: { readonly attention: Attention }) {
  const { title, href, action } = describeAttention(attention);
  const urgent = attention.urgency === 'high';
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <svg
        viewBox="0 0 10 10"
        aria-hidden="true"
        className={classNames('mt-1.5 size-2.5 shrink-0', urgent ? 'fill-bad' : 'fill-warn')}
      >
        {urgent ? <path d="M5 0l5 9H0z" /> : <circle cx="5" cy="5" r="4" />}
      </svg>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">
          {urgent && <span className="sr-only">Urgent: </span>}
          {title}
        </p>
        <p className="text-soft text-sm break-words" dir="auto">
          {attention.reason}
          {attention.at_ms !== null && (
            <>
              {' · '}
              <When ms={attention.at_ms} relative />
            </>
          )}
        </p>
      </div>
      {href && (
        <PathLink href={href} className={buttonClass('plain', true)} aria-label={`${action}: ${title}`}>
          {action}
        </PathLink>
      )}
    </li>
  );
}
