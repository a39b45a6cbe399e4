import { Notice, Table, Td, Th } from '@verdict/ui';
import type { Peek } from './peek-file.ts';

export interface FilePreviewProps {
  readonly peek: Peek;
  /** Names of columns and what they are taken for. */
  readonly roles: Readonly<Record<string, string>>;
}

const mostColumns = 12;
const longest = 160;

/** The first rows of a file that is still here. */
export function FilePreview({ peek, roles }: FilePreviewProps) {
  if (peek.kind === 'refused') {
    return (
      <Notice urgent tone="bad" title="This file cannot be read">
        {peek.why}
      </Notice>
    );
  }
  if (peek.kind === 'unseen') {
    return (
      <p className="text-soft text-sm">
        {peek.format === 'parquet' ? 'A Parquet file' : 'A JSON array'}: it is not shown here, and read when
        it is sent.
      </p>
    );
  }
  const columns = peek.kind === 'table' ? peek.columns : [];
  const rows = peek.kind === 'table' ? peek.rows : peek.rows.map((line) => [line]);
  const width = Math.min(mostColumns, Math.max(columns.length, ...rows.map((row) => row.length)));
  const places = Array.from({ length: width }, (_, at) => at);
  return (
    <div className="grid gap-3">
      {peek.kind === 'table' && peek.doubt && (
        <Notice tone="warn" title="Something looks wrong">
          {peek.doubt}
        </Notice>
      )}
      <Table label="The first rows of the file">
        {columns.length > 0 && (
          <thead>
            <tr>
              {places.map((at) => (
                <Th key={at}>
                  <span dir="auto">{columns[at] || `column ${at + 1}`}</span>
                  {roles[columns[at]] && <span className="text-accent ml-2">{roles[columns[at]]}</span>}
                </Th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing but their place
            <tr key={line}>
              {places.map((at) => (
                <Td key={at} className="max-w-96 min-w-24">
                  <span dir="auto" className="line-clamp-2 break-words">
                    {(row[at] ?? '').slice(0, longest)}
                  </span>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {columns.length > mostColumns && (
        <p className="text-soft text-sm">and {columns.length - mostColumns} more columns</p>
      )}
    </div>
  );
}
