import { countText, Table, Td, Th } from '@verdict/ui';
import { ofMost } from './shade.ts';

interface Pair {
  readonly champion: string;
  readonly challenger: string;
  readonly count: number;
}

/** What the one said where the other said what; on the diagonal they agree. */
export function LabelMatrix({ matrix }: { readonly matrix: readonly Pair[] }) {
  const labels = [...new Set(matrix.flatMap(({ champion, challenger }) => [champion, challenger]))].sort();
  const count = (champion: string, challenger: string): number =>
    matrix.find((pair) => pair.champion === champion && pair.challenger === challenger)?.count ?? 0;
  const apart = matrix.filter(({ champion, challenger }) => champion !== challenger);
  const most = Math.max(1, ...apart.map((pair) => pair.count));
  return (
    <Table label="Labels of champion and challenger">
      <thead>
        <tr>
          <Th>Champion ↓ challenger →</Th>
          {labels.map((label) => (
            <Th key={label} number className="max-w-40 truncate" title={label}>
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((champion) => (
          <tr key={champion}>
            <th
              scope="row"
              className="text-soft max-w-40 truncate px-3 py-2 text-left font-normal"
              title={champion}
            >
              {champion}
            </th>
            {labels.map((challenger) => (
              <Td
                key={challenger}
                number
                className={champion === challenger ? undefined : ofMost(count(champion, challenger), most)}
              >
                {countText(count(champion, challenger))}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
