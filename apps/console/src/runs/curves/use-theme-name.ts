import { useEffect, useState } from 'react';

/** Another value whenever it turns from day to night, for what is painted and not styled. */
export function useThemeName(): string {
  const [name, setName] = useState(current);
  useEffect(() => {
    const look = (): void => setName(current());
    const night = matchMedia('(prefers-color-scheme: dark)');
    night.addEventListener('change', look);
    const chosen = new MutationObserver(look);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      night.removeEventListener('change', look);
      chosen.disconnect();
    };
  }, []);
  return name;
}

function current(): string {
  const night = matchMedia('(prefers-color-scheme: dark)').matches;
  return document.documentElement.dataset.theme ?? (night ? 'dark' : 'light');
}
