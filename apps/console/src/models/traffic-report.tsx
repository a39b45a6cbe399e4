import { Link } from '@tanstack/react-router';
import type { TrafficReport, TrafficSide } from '@verdict/api';
import { buttonClass, Chip, countText, EmptyState, percentText, Table, Td, Th, When } from '@verdict/ui';
import type { ReactNode } from 'react';
import { msText, rangeText } from './figures.ts';
import { LabelMatrix } from './label-matrix.tsx';
import { PredictionLink } from './links.tsx';

/** Champion and challenger since the trial began, figure beside figure. */
export function TrafficReportView({
  model,
  report,
}: {
  readonly model: string;
  readonly report: TrafficReport;
}) {
  const { champion, challenger, agreement, most_answers: most } = report;
  const labels = [
    ...new Set([champion, challenger].flatMap((side) => Object.keys(side?.labels ?? {}))),
  ].sort();
  const row = (name: string, of: (side: TrafficSide) => ReactNode) => (
    <tr key={name}>
      <th scope="row" className="text-soft px-3 py-2 text-left font-normal whitespace-nowrap">
        {name}
      </th>
      <Td number>{champion ? of(champion) : '–'}</Td>
      <Td number>{of(challenger)}</Td>
    </tr>
  );
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <section aria-labelledby="sides" className="flex min-w-0 flex-col gap-2">
        <h2 id="sides" className="font-serif text-lg font-semibold">
          Side by side
        </h2>
        <Table label={`Champion and challenger of ${model}`}>
          <thead>
            <tr>
              <Th>
                <span className="sr-only">Figure</span>
              </Th>
              <Th number>{champion ? `Champion, version ${champion.version}` : 'No champion'}</Th>
              <Th number>Challenger, version {challenger.version}</Th>
            </tr>
          </thead>
          <tbody>
            {row('Answers', (side) => countText(side.answers))}
            {row('Failures', (side) => (
              <span className={side.failures > 0 ? 'text-bad font-medium' : undefined}>
                {countText(side.failures)}
              </span>
            ))}
            {row('Time, median', (side) => (side.latency_ms ? msText(side.latency_ms.p50) : '–'))}
            {row('Time, 95 of 100 within', (side) => (side.latency_ms ? msText(side.latency_ms.p95) : '–'))}
            {row('Time, 99 of 100 within', (side) => (side.latency_ms ? msText(side.latency_ms.p99) : '–'))}
            {row('Mean confidence', (side) =>
              side.mean_confidence === null ? '–' : percentText(side.mean_confidence),
            )}
            {row('Accuracy, by feedback', (side) =>
              side.accuracy ? (
                <>
                  {percentText(side.accuracy.estimate)}
                  <span className="text-soft block text-xs">
                    {rangeText(side.accuracy)} of {countText(side.labelled)}
                  </span>
                </>
              ) : (
                <span className="text-soft">no feedback</span>
              ),
            )}
            {labels.map((label) =>
              row(`Said ${label}`, (side) => {
                const count = side.labels[label] ?? 0;
                return side.answers === 0
                  ? '–'
                  : `${countText(count)} · ${percentText(count / side.answers)}`;
              }),
            )}
          </tbody>
        </Table>
        {challenger.answers >= most && (
          <p className="text-soft text-sm">Of each side the newest {countText(most)} answers.</p>
        )}
      </section>
      {agreement && (
        <section aria-labelledby="agreement" className="flex min-w-0 flex-col gap-2">
          <h2 id="agreement" className="font-serif text-lg font-semibold">
            Agreement
          </h2>
          {agreement.share === null ? (
            <EmptyState title="No question yet">
              Ask {model} something, and both answers will be compared here.
            </EmptyState>
          ) : (
            <>
              <p>
                They agree on <strong>{percentText(agreement.share.estimate)}</strong>{' '}
                <span className="text-soft text-sm">
                  ({rangeText(agreement.share)}) of {countText(agreement.compared)} questions.
                </span>
              </p>
              <LabelMatrix matrix={agreement.matrix} />
            </>
          )}
        </section>
      )}
      {agreement && agreement.disagreements.length > 0 && (
        <section aria-labelledby="disagreements" className="min-w-0 lg:col-span-2">
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3">
            <h2 id="disagreements" className="font-serif text-lg font-semibold">
              Where they disagree
            </h2>
            <Link to="/label" search={{ model, source: 'shadow' }} className={buttonClass('plain', true)}>
              Say who is right
            </Link>
          </div>
          <ul className="divide-line divide-y">
            {agreement.disagreements.map((each) => (
              <li
                key={each.prediction_id}
                className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[1fr_max-content]"
              >
                <span className="line-clamp-3 min-w-0 break-words" dir="auto">
                  {each.text ?? <span className="text-soft">The log keeps no texts.</span>}
                </span>
                <span className="flex flex-wrap items-center gap-2 text-sm">
                  <Chip>
                    champion: {each.champion.label} {percentText(each.champion.confidence, 0)}
                  </Chip>
                  <Chip tone="warn">
                    challenger: {each.challenger.label} {percentText(each.challenger.confidence, 0)}
                  </Chip>
                  <PredictionLink id={each.prediction_id}>
                    <When ms={each.at_ms} relative />
                  </PredictionLink>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
