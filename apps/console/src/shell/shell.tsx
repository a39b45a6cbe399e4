import { Link, Outlet } from '@tanstack/react-router';
import { ThemeSwitch } from '@verdict/ui';
import { sections } from './sections.ts';

export function Shell() {
  return (
    <div className="min-h-screen">
      <header className="border-line bg-card flex flex-wrap items-center gap-4 border-b px-4 py-2">
        <Link to="/" className="font-serif text-xl font-semibold no-underline">
          Verdict
        </Link>
        <nav aria-label="Sections" className="flex flex-wrap gap-3">
          {sections.map(({ path, name }) => (
            <Link key={path} to={path} activeProps={{ 'aria-current': 'page' }}>
              {name}
            </Link>
          ))}
        </nav>
        <ThemeSwitch />
      </header>
      <main className="p-4">
        <Outlet />
      </main>
    </div>
  );
}
