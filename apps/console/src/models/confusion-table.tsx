import { countText, percentText, Table, Td, Th } from '@verdict/ui';
import { ofMost } from './shade.ts';

export interface ConfusionTableProps {
  readonly labels: readonly string[];
  /** Row: true label; column: what was said. */
  readonly counts: readonly (readonly number[])[];
}

/** A square of more labels is read in the file and not on a page. */
const mostLabels = 30;

export function ConfusionTable({ labels, counts }: ConfusionTableProps) {
  if (labels.length > mostLabels) {
    return (
      <p className="text-soft text-sm">
        {countText(labels.length)} labels are too many for a table; the run’s report has it as a file.
      </p>
    );
  }
  return (
    <Table label="Confusion: true label by what was said">
      <thead>
        <tr>
          <Th>True ↓ said →</Th>
          {labels.map((label) => (
            <Th key={label} number className="max-w-40 truncate" title={label}>
              {label}
            </Th>
          ))}
          <Th number>Rows</Th>
        </tr>
      </thead>
      <tbody>
        {labels.map((label, row) => {
          const cells = counts[row] ?? [];
          const sum = cells.reduce((total, count) => total + count, 0);
          return (
            <tr key={label}>
              <th
                scope="row"
                className="text-soft max-w-40 truncate px-3 py-2 text-left font-normal"
                title={label}
              >
                {label}
              </th>
              {labels.map((said, column) => {
                const count = cells[column] ?? 0;
                return (
                  <Td key={said} number className={ofMost(count, sum, row === column)}>
                    {countText(count)}
                    <span className="block text-xs">{sum === 0 ? '–' : percentText(count / sum, 0)}</span>
                  </Td>
                );
              })}
              <Td number>{countText(sum)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
