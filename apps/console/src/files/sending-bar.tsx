import { Button, bytesText, Progress, percentText } from '@verdict/ui';

export interface SendingBarProps {
  readonly fraction: number;
  readonly bytes: number;
  /** What the server does once it has everything. */
  readonly then: string;
  readonly onCancel: () => void;
}

export function SendingBar({ fraction, bytes, then, onCancel }: SendingBarProps) {
  const sent = fraction >= 1;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
        <span role="status" className="tabular-nums">
          {sent ? then : `Sending: ${percentText(fraction, 0)} of ${bytesText(bytes)}`}
        </span>
        <Button small onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <Progress label={sent ? then : 'Sending the file'} fraction={sent ? null : fraction} />
    </div>
  );
}
