import { useEffect, useState } from 'react';
import { dateTimeIn, relativeTo } from './format-time.ts';

export interface WhenProps {
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** "3 minutes ago" in place of the date; the date is its title then. */
  readonly relative?: boolean;
  readonly locale?: string;
}

/** In the reader's zone. What the server renders is UTC and says so; the browser puts its own in its place. */
export function When({ ms, relative = false, locale = 'en-GB' }: WhenProps) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    if (!relative) return;
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [relative]);
  const full = dateTimeIn(ms, locale, now === null ? 'UTC' : undefined);
  return (
    <time
      dateTime={new Date(ms).toISOString()}
      title={relative ? full : undefined}
      className="whitespace-nowrap"
    >
      {relative && now !== null ? relativeTo(ms, now, locale) : full}
    </time>
  );
}
