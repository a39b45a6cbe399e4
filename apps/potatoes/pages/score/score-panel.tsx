import { classNames } from '@verdict/ui';
import type { Score, ScoreDay } from '../page-data.ts';
import { fewestToCall } from '../review-rules.ts';
import { useWords } from '../shell/words-context.tsx';
import { Spud } from '../spud/spud.tsx';
import { ScoreGauge } from './score-gauge.tsx';
import { ScoreHistory } from './score-history.tsx';
import { standingInk } from './standing-ink.ts';

/** The verdict on a film, and how much of it is chance. */
export function ScorePanel({ score, days }: { readonly score: Score; readonly days: readonly ScoreDay[] }) {
  const { words, percent } = useWords();
  const { standing, share, interval, total, positive } = score;
  const isCalled = standing !== 'none' && standing !== 'few';
  const about = standing === 'few' ? words.standingAbout.few(fewestToCall) : words.standingAbout[standing];
  return (
    <section aria-label={words.score.title} data-standing={standing}>
      <div className="flex items-center gap-4 sm:gap-6">
        <Spud standing={standing} className="size-28 sm:size-36" />
        <div className="min-w-0">
          {isCalled && share !== null && (
            <p className="font-serif text-6xl leading-none font-bold tabular-nums sm:text-7xl">
              {percent(share)}
            </p>
          )}
          <p>
            <span
              className={classNames(
                'font-serif mt-2 inline-block leading-tight font-bold uppercase',
                standingInk[standing],
                isCalled
                  ? 'rounded border-2 border-current px-2 py-0.5 text-lg tracking-widest sm:text-xl'
                  : 'text-2xl tracking-wide',
                standing === 'hot' && '-rotate-2',
              )}
            >
              {words.standing[standing]}
            </span>
          </p>
          <p className="text-soft mt-2 text-sm">
            {total > 0 && `${words.score.based(total)} · ${words.score.split(positive, total - positive)}`}
          </p>
        </div>
      </div>
      {share !== null && interval !== null && (
        <div className="mt-5">
          <ScoreGauge
            share={share}
            interval={interval}
            standing={standing}
            label={words.score.gauge(percent(share), percent(interval[0]), percent(interval[1]))}
          />
          <p className="text-soft mt-1 text-sm">
            {words.score.range(percent(interval[0]), percent(interval[1]))} {standing === 'few' && about}
          </p>
        </div>
      )}
      {standing === 'none' && <p className="text-soft font-serif mt-3 text-lg italic">{about}</p>}
      {total > 0 && <ScoreHistory days={days} />}
    </section>
  );
}
