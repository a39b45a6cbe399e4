import type { ConfusionMatrix } from '@verdict/api';
import { countText, percentText } from '@verdict/ui';

/** What was called what: right on the diagonal in one colour, wrong beside it in the other, by share of the row. */
export function ConfusionTable({
  confusion: { classes, counts },
  label,
}: {
  readonly confusion: ConfusionMatrix;
  readonly label: string;
}) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
      tabIndex={0}
      aria-label={label}
      className="border-line bg-card max-h-[70dvh] overflow-auto rounded-lg border"
    >
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col" className="text-soft px-3 py-2 text-left text-xs font-normal">
              true \ called
            </th>
            {classes.map((name) => (
              <th
                key={name}
                scope="col"
                dir="auto"
                className="max-w-28 px-3 py-2 text-right font-medium break-words"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, at) => {
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={classes[at]} className="border-line border-t">
                <th scope="row" dir="auto" className="max-w-28 px-3 py-2 text-left font-medium break-words">
                  {classes[at]}
                </th>
                {row.map((count, called) => {
                  const share = total === 0 ? 0 : count / total;
                  return (
                    <td
                      key={classes[called]}
                      title={`${classes[at]} called ${classes[called]}: ${countText(count)}, ${percentText(share)} of its rows`}
                      className="px-3 py-2 text-right tabular-nums"
                      style={{
                        background: `color-mix(in oklab, var(--color-${at === called ? 'good' : 'bad'}) ${Math.round(share * 45)}%, transparent)`,
                      }}
                    >
                      {countText(count)}
                      <span className="block text-xs">{percentText(share)}</span>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
