import type { ReactNode } from 'react';

/** Names and what they are; those with nothing to say are left out. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="border-line grid grid-cols-[auto_minmax(0,1fr)] text-sm">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([name, value]) => (
          <div key={name} className="border-line col-span-2 grid grid-cols-subgrid gap-x-4 border-b py-1.5">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
