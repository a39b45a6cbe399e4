import type { Judgement } from '@verdict/api';
import { bytesText, countText } from '@verdict/ui';
import { msText } from './figures.ts';
import { IntervalTable } from './interval-table.tsx';
import { costsOf, judgedLines, sliceLines, splitOf } from './judged-lines.ts';
import { Reasons } from './reasons.tsx';
import { SplitBar } from './split-bar.tsx';

/** What the judge said, why, and the numbers that it went by. */
export function JudgementView({ judgement }: { readonly judgement: Judgement }) {
  const lines = judgedLines(judgement);
  const slices = sliceLines(judgement);
  const split = splitOf(judgement);
  const { sizeBytes, latencyMs } = costsOf(judgement);
  const drawn = lines.length + slices.length > 0;
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="reasons">
        <h2 id="reasons" className="font-serif mb-2 text-lg font-semibold">
          Reasons
        </h2>
        <Reasons reasons={judgement.reasons} />
      </section>
      {drawn && (
        <section aria-labelledby="differences" className="flex flex-col gap-3">
          <div>
            <h2 id="differences" className="font-serif text-lg font-semibold">
              Differences
            </h2>
            <p className="text-soft text-sm">
              Candidate less champion on the same {countText(judgement.rows)} rows. A bar is where the true
              difference lies, 19 times in 20; the shaded side is what the policy does not allow. Accuracy has
              to stay off it with the whole bar, the others only must not lie on it for sure.
            </p>
          </div>
          <IntervalTable label="Quality" lines={lines.filter(({ unit }) => unit === 'points')} />
          <IntervalTable label="Log loss" lines={lines.filter(({ unit }) => unit === 'nats')} />
        </section>
      )}
      {split && (
        <section aria-labelledby="rows">
          <h2 id="rows" className="font-serif mb-2 text-lg font-semibold">
            Row by row
          </h2>
          <SplitBar split={split} />
        </section>
      )}
      {slices.length > 0 && (
        <section aria-labelledby="slices" className="flex flex-col gap-3">
          <div>
            <h2 id="slices" className="font-serif text-lg font-semibold">
              Slices
            </h2>
            <p className="text-soft text-sm">
              Accuracy on rows that have something in common. Of many slices one looks bad by chance, so these
              bars are wider: all of them hold at once, 19 times in 20.
            </p>
          </div>
          <IntervalTable label="Slices" lines={slices} />
        </section>
      )}
      {(sizeBytes || latencyMs) && (
        <section aria-labelledby="costs">
          <h2 id="costs" className="font-serif mb-2 text-lg font-semibold">
            Cost
          </h2>
          <dl className="grid max-w-xl grid-cols-[max-content_1fr] gap-x-6 gap-y-1 text-sm tabular-nums">
            {sizeBytes && <Cost name="Size" pair={sizeBytes} text={bytesText} />}
            {latencyMs && <Cost name="One text, median" pair={latencyMs} text={msText} />}
          </dl>
        </section>
      )}
    </div>
  );
}

function Cost({
  name,
  pair: [candidate, champion],
  text,
}: {
  readonly name: string;
  readonly pair: readonly [number, number | null];
  readonly text: (value: number) => string;
}) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>
        {text(candidate)}
        {champion !== null && <span className="text-soft"> · champion {text(champion)}</span>}
      </dd>
    </>
  );
}
