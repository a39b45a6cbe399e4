import { Link } from '@tanstack/react-router';
import type { ConsoleDatasetVersion } from '@verdict/api';
import { countText } from '@verdict/ui';

const shown = 3;

/** What was made of a version, each a link. */
export function MadeOf({ used }: { readonly used: ConsoleDatasetVersion['used'] }) {
  const { models, runs } = used;
  if (models.length === 0 && runs === 0) return <span className="text-soft">nothing yet</span>;
  const more = models.length - shown;
  return (
    <>
      {models.slice(0, shown).map(({ model, version }, at) => (
        <span key={`${model}@${version}`}>
          {at > 0 && ', '}
          <Link
            to="/models/$name/$version"
            params={{ name: model, version: String(version) }}
            className="underline whitespace-nowrap"
          >
            {model}@{version}
          </Link>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
      {models.length === 0 && `${countText(runs)} ${runs === 1 ? 'run' : 'runs'}`}
    </>
  );
}
