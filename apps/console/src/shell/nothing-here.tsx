import { ButtonLink, Notice } from '@verdict/ui';

export function NothingHere() {
  return (
    <Notice title="There is nothing at this address" action={<ButtonLink href="/">Home</ButtonLink>}>
      It may have been deleted, or the address was mistyped.
    </Notice>
  );
}
