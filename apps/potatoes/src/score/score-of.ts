import type { Score, Standing } from '../../pages/page-data.ts';
import { fewestToCall } from '../../pages/review-rules.ts';
import { wilsonInterval } from './wilson-interval.ts';

const hotFrom = 0.75;
const freshFrom = 0.6;

export function scoreOf({ total, positive }: { readonly total: number; readonly positive: number }): Score {
  if (total === 0) return { total, positive, share: null, interval: null, standing: 'none' };
  const share = positive / total;
  const interval = wilsonInterval(positive, total);
  return { total, positive, share, interval, standing: standingOf(total, share) };
}

function standingOf(total: number, share: number): Standing {
  if (total < fewestToCall) return 'few';
  if (share >= hotFrom) return 'hot';
  return share >= freshFrom ? 'fresh' : 'rotten';
}
