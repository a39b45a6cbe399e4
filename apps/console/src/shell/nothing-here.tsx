import { ButtonLink, Notice } from '@verdict/ui';
import { PageHead } from './page-head.tsx';

export function NothingHere() {
  return (
    <>
      <PageHead title="Nothing here" />
      <Notice title="There is nothing at this address" action={<ButtonLink href="/">Home</ButtonLink>}>
        It may have been deleted, or the address was mistyped.
      </Notice>
    </>
  );
}
