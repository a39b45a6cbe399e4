import { Link } from '@tanstack/react-router';
import type { DataProfile } from '@verdict/api';
import { countText, percentText } from '@verdict/ui';

const shown = 24;

/** Each leads to the rows that hold it, as itself or as a part of another word. */
export function TopWords({
  words,
  rows,
}: {
  readonly words: DataProfile['top_words'];
  readonly rows: number;
}) {
  if (words.length === 0) return <p className="text-soft text-sm">There are none.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {words.slice(0, shown).map(({ word, rows: count }) => (
        <li key={word} className="max-w-full">
          <Link
            to="."
            search={{ q: word.slice(0, 200) }}
            hash="rows"
            title={`${countText(count)} rows, ${percentText(count / rows)}`}
            className="border-line bg-card hover:bg-sunken inline-flex min-h-7 max-w-full items-center gap-1.5 rounded border px-2 text-sm no-underline"
          >
            <span dir="auto" className="truncate">
              {word}
            </span>
            <span className="text-soft text-xs tabular-nums">{percentText(count / rows, 0)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
