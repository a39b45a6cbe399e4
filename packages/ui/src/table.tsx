import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

export interface TableProps {
  /** What the rows are, for those who do not see the table; also the name of the box that scrolls. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Small and ruled, for comparing. A table wider than the page scrolls in its own box, by keyboard too. */
export function Table({ label, children, className }: TableProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
      tabIndex={0}
      aria-label={label}
      className={classNames('border-line shows-more relative overflow-x-auto rounded-lg border', className)}
    >
      <table className="w-full border-collapse text-sm [&_tbody_tr]:border-line [&_tbody_tr]:border-t [&_tbody_tr:hover]:bg-sunken">
        {children}
      </table>
    </section>
  );
}

interface CellLooks {
  /** Figures stand under one another, at the right. */
  readonly number?: boolean;
}

export function Th({ number, className, ...rest }: CellLooks & ThHTMLAttributes<HTMLTableCellElement>) {
  return (
    <th
      scope="col"
      className={classNames(
        'text-soft px-3 py-2 text-xs font-medium whitespace-nowrap',
        number ? 'text-right' : 'text-left',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ number, className, ...rest }: CellLooks & TdHTMLAttributes<HTMLTableCellElement>) {
  return (
    <td
      className={classNames(
        'px-3 py-2 align-baseline',
        number ? 'text-right tabular-nums whitespace-nowrap' : 'text-left',
        className,
      )}
      {...rest}
    />
  );
}
