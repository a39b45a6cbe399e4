import { Link } from '@tanstack/react-router';
import { sectionGroups } from './sections.ts';

export function Sections({ onFollow }: { readonly onFollow?: () => void }) {
  return (
    <div className="flex flex-col gap-3">
      {sectionGroups.map(({ name, sections }) => (
        <div key={name}>
          {sections.length > 1 && <p className="text-soft px-2 pb-0.5 text-xs">{name}</p>}
          <ul className="flex flex-col">
            {sections.map(({ path, name: section }) => (
              <li key={path}>
                <Link
                  to={path}
                  activeOptions={{ exact: path === '/' }}
                  activeProps={{ 'aria-current': 'page' }}
                  onClick={onFollow}
                  className="text-soft hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink block rounded-md px-2 py-1.5 text-sm no-underline aria-[current]:font-semibold lg:py-1"
                >
                  {section}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
