import { classNames, Meter } from '@verdict/ui';
import type { MachineVerdict, Standing } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { Spud } from '../spud/spud.tsx';
import type { Taste } from './use-live-verdict.ts';

/** As many as one takes in at a glance. */
const shownWords = 3;

/** The machine at table: its face turns while one writes. The place is as high in every state. */
export function TasteView({ taste, online }: { readonly taste: Taste; readonly online: boolean }) {
  const { words } = useWords();
  const verdict = taste.kind === 'known' ? taste.verdict : taste.kind === 'tasting' ? taste.before : null;
  return (
    <div className="bg-sunken flex min-h-40 items-center gap-4 rounded-md p-4 md:min-h-full md:flex-col md:justify-center md:text-center">
      <Spud standing={faceOf(verdict)} className="size-24" />
      <div className="min-w-0 flex-1 md:w-full md:flex-none">
        <p className="text-soft text-sm">{words.write.machine}</p>
        <div role="status" className={classNames(taste.kind === 'tasting' && verdict && 'opacity-60')}>
          {verdict ? (
            <Known verdict={verdict} />
          ) : (
            <p className="font-serif leading-snug">{sentence(words.write, taste, online)}</p>
          )}
        </div>
      </div>
    </div>
  );
}

function Known({ verdict }: { readonly verdict: MachineVerdict }) {
  const { words, percent } = useWords();
  const { isPositive, confidence, isUnsure, strongest } = verdict;
  const text = isUnsure
    ? words.write.tastesUnsure(isPositive)
    : words.write.tastes(isPositive, percent(confidence));
  const decided = strongest.filter(({ contribution }) => contribution > 0).slice(0, shownWords);
  return (
    <>
      <p className={classNames('font-serif text-lg leading-snug', inkOf(verdict))}>{text}</p>
      <div className="my-2">
        <Meter share={confidence} label={text} tone={isUnsure ? 'neutral' : isPositive ? 'good' : 'bad'} />
      </div>
      <p className="text-soft truncate text-sm" dir="auto">
        {decided.length > 0 && `“${decided.map((word) => word.text).join('”, “')}”`}
      </p>
    </>
  );
}

function faceOf(verdict: MachineVerdict | null): Standing {
  if (verdict === null) return 'none';
  if (verdict.isUnsure) return 'few';
  if (!verdict.isPositive) return 'rotten';
  return verdict.confidence >= 0.9 ? 'hot' : 'fresh';
}

function inkOf({ isUnsure, isPositive }: MachineVerdict): string {
  if (isUnsure) return 'text-soft';
  return isPositive ? 'text-good' : 'text-bad';
}

function sentence(
  said: {
    readonly offline: string;
    readonly noTaste: string;
    readonly tasting: string;
    readonly idle: string;
  },
  taste: Taste,
  online: boolean,
): string {
  if (!online) return said.offline;
  if (taste.kind === 'away') return said.noTaste;
  return taste.kind === 'tasting' ? said.tasting : said.idle;
}
