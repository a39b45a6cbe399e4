import type { VersionClass } from '@verdict/api';
import { countText, percentText, Table, Td, Th } from '@verdict/ui';

export function ClassTable({ classes }: { readonly classes: readonly VersionClass[] }) {
  return (
    <Table label="Each label">
      <thead>
        <tr>
          <Th>Label</Th>
          <Th number>Precision</Th>
          <Th number>Recall</Th>
          <Th number>F1</Th>
          <Th number>Rows</Th>
          <Th number>Said</Th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ label, precision, recall, f1, support, called }) => (
          <tr key={label}>
            <th scope="row" className="max-w-56 px-3 py-2 text-left font-normal break-words" dir="auto">
              {label}
            </th>
            <Td number>{percentText(precision)}</Td>
            <Td number>{percentText(recall)}</Td>
            <Td number>{percentText(f1)}</Td>
            <Td number>{countText(support)}</Td>
            <Td number>{countText(called)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
