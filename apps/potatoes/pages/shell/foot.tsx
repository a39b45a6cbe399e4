import { ThemeSwitch } from '@verdict/ui';
import { languageNames, languages } from '../../words/say.ts';
import { useWords } from './words-context.tsx';

export function Foot() {
  const { words, language } = useWords();
  return (
    <footer className="border-line mt-20 border-t">
      <div className="text-soft mx-auto flex max-w-6xl flex-wrap items-start justify-between gap-6 px-4 py-8 text-sm sm:px-6">
        <div className="max-w-prose">
          <p>{words.site.footMachine}</p>
          <p className="mt-1">{words.site.foot}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <nav aria-label={words.site.language} className="flex gap-3">
            {languages.map((each) => (
              <a
                key={each}
                href={`?lang=${each}`}
                onClick={(event) => {
                  // Without script a link can only name the language; with one it keeps the search.
                  event.preventDefault();
                  const address = new URL(location.href);
                  address.searchParams.set('lang', each);
                  location.assign(address);
                }}
                hrefLang={each}
                lang={each}
                aria-current={each === language ? 'true' : undefined}
                className="py-1.5 aria-[current]:font-semibold aria-[current]:no-underline underline"
              >
                {languageNames[each]}
              </a>
            ))}
          </nav>
          <a href="/moderation" className="py-1.5 underline">
            {words.site.moderation}
          </a>
          <ThemeSwitch labels={words.site.theme} />
        </div>
      </div>
    </footer>
  );
}
