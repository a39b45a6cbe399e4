import { Button } from '@verdict/ui';

export interface KeyHelpProps {
  readonly classes: readonly string[];
  readonly onClose: () => void;
}

export function KeyHelp({ classes, onClose }: KeyHelpProps) {
  const keys: readonly (readonly [string, string])[] = [
    ...classes.slice(0, 9).map((name, at) => [String(at + 1), `label it ${name}`] as const),
    ['s', 'skip it: nobody is asked for it for a day'],
    ['u', 'take the last decision back'],
    ['w', 'show the words that weighed, or hide them'],
    ['?', 'this list'],
    ['Esc', 'close it'],
  ];
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 text-sm">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="border-edge bg-paper rounded border px-2 py-0.5 text-xs">{key}</kbd>
            </dt>
            <dd className="break-words" dir="auto">
              {meaning}
            </dd>
          </div>
        ))}
      </dl>
      {classes.length > 9 && (
        <p className="text-soft mt-3 text-sm">
          The first nine classes have keys; the others are reached with Tab and chosen with Enter.
        </p>
      )}
      <p className="text-soft mt-3 text-sm">
        What you see is yours for ten minutes; nobody else is given it meanwhile. A label is saved at once.
      </p>
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}
