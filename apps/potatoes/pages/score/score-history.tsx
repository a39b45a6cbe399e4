import type { ScoreDay } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { historyLine } from './history-line.ts';

/** A table with more rows than this is not read. */
const tableRowsMost = 60;

export function ScoreHistory({ days }: { readonly days: readonly ScoreDay[] }) {
  const { words, language, percent } = useWords();
  const line = historyLine(days);
  if (line === null) return <p className="text-soft mt-4 text-sm">{words.score.noHistory}</p>;
  const { points, path } = line;
  // Made once: to make one takes as long as to render ten rows.
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format;
  const [first, last] = [points[0], points[points.length - 1]];
  const about = words.score.historyAbout(percent(first.share), percent(last.share), points.length);
  return (
    <figure className="mt-6">
      <figcaption className="font-serif mb-2 text-lg font-semibold italic">{words.score.history}</figcaption>
      <svg role="img" aria-label={about} width="100%" height="130" className="block overflow-visible">
        {[75, 60].map((mark) => (
          <g key={mark}>
            <line
              x1="0"
              x2="100%"
              y1={`${100 - mark}%`}
              y2={`${100 - mark}%`}
              strokeDasharray="3 4"
              className="stroke-edge"
            />
            <text x="2" y={`${100 - mark}%`} dy={mark === 60 ? 14 : -4} className="fill-soft text-xs">
              {mark}
            </text>
          </g>
        ))}
        <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-line" />
        <line x1="0" x2="100%" y1="0" y2="0" className="stroke-line" />
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          overflow="visible"
          aria-hidden="true"
        >
          <path d={`${path}V100H0Z`} className="fill-spud" opacity=".18" />
          <path
            d={path}
            fill="none"
            strokeWidth="2.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
            className="stroke-spud-deep"
          />
          {/* A line of no length with a round end is a dot that keeps its shape however wide the picture is. */}
          <path
            d={`M${last.x} ${last.y}h0`}
            strokeWidth="9"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
            className="stroke-spud-deep"
          />
        </svg>
      </svg>
      <p className="text-soft mt-1 flex justify-between text-xs" aria-hidden="true">
        <span suppressHydrationWarning>{date(first.dayMs)}</span>
        <span suppressHydrationWarning>{date(last.dayMs)}</span>
      </p>
      <details className="text-soft mt-2 text-sm">
        <summary className="min-h-6">{words.score.historyTable}</summary>
        <div className="mt-2 max-h-60 overflow-auto">
          <table className="w-full max-w-sm text-right">
            <thead>
              <tr className="border-line border-b">
                <th className="py-1 text-left font-medium">{words.score.day}</th>
                <th className="font-medium">{words.score.share}</th>
                <th className="font-medium">{words.score.reviews}</th>
              </tr>
            </thead>
            <tbody>
              {points.slice(-tableRowsMost).map(({ dayMs, share, total }) => (
                <tr key={dayMs}>
                  <td className="py-0.5 text-left" suppressHydrationWarning>
                    {date(dayMs)}
                  </td>
                  <td>{percent(share)}</td>
                  <td>{total}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
