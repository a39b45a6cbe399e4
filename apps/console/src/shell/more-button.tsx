import { Button } from '@verdict/ui';

export interface MoreButtonProps {
  readonly asked: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  /** `older events`. */
  readonly what: string;
}

export function MoreButton({ asked, what }: MoreButtonProps) {
  if (!asked.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button onClick={() => void asked.fetchNextPage()} disabled={asked.isFetchingNextPage}>
        {asked.isFetchingNextPage ? 'Loading…' : `Show ${what}`}
      </Button>
    </div>
  );
}
