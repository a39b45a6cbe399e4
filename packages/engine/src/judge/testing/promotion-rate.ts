import { createRandom } from '@verdict/learn';
import { judge } from '../judge.ts';
import { contest } from './contest.ts';

/** Two models that are never seen, only their answers drawn. */
export interface Rivals {
  readonly rows: number;
  /** Share of rows that only one of the two has right. */
  readonly discordant: number;
  /** The candidate's true accuracy less the champion's, which is 0.9. */
  readonly difference: number;
}

/** How often the judge promotes, with the policy that Verdict comes with, over independent sets of rows. */
export function promotionRate(rivals: Rivals, draws: number): number {
  const random = createRandom(`rivals ${JSON.stringify(rivals)}`);
  let promoted = 0;
  for (let draw = 0; draw < draws; draw++) {
    const counts = { both: [0, 0], candidate: [0, 0], champion: [0, 0], neither: [0, 0] };
    const candidateOnly = (rivals.discordant + rivals.difference) / 2;
    const championOnly = rivals.discordant - candidateOnly;
    for (let row = 0; row < rivals.rows; row++) {
      const label = random.below(2);
      const u = random.next();
      if (u < candidateOnly) counts.candidate[label]++;
      else if (u < candidateOnly + championOnly) counts.champion[label]++;
      else if (u < championOnly + 0.1) counts.neither[label]++;
      else counts.both[label]++;
    }
    const names = ['ham', 'spam'];
    const input = contest(
      names.flatMap((label, at) => {
        const other = names[1 - at];
        return [
          { label, rows: counts.both[at], candidate: label, champion: label },
          { label, rows: counts.candidate[at], candidate: label, champion: other },
          { label, rows: counts.champion[at], candidate: other, champion: label },
          { label, rows: counts.neither[at], candidate: other, champion: other },
        ];
      }),
    );
    if (judge(input).verdict === 'promote') promoted++;
  }
  return promoted / draws;
}
