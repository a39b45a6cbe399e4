import type { Scope } from '@verdict/api';
import { Notice } from '@verdict/ui';
import { useMe } from './use-me.ts';

/** In the place of a form that would be refused: said before somebody has filled it in. */
export function Forbidden({ title, needs }: { readonly title: string; readonly needs: Scope }) {
  const me = useMe();
  return (
    <Notice tone="warn" title={title}>
      This needs the permission {needs}, and {me?.name ?? 'this account'} is {me?.role ?? 'without it'}; ask
      an administrator for it.
    </Notice>
  );
}
