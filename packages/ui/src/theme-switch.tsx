import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';

const choices = ['auto', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];
const names: Readonly<Record<Choice, string>> = {
  auto: 'Theme: system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

/** The same key and attribute as theme.js, which sets the choice before the first paint. */
export function ThemeSwitch({ labels = names }: { readonly labels?: Readonly<Record<Choice, string>> }) {
  const [choice, setChoice] = useState<Choice>('auto');
  useEffect(() => {
    const kept = localStorage.getItem('theme');
    setChoice(choices.find((each) => each === kept) ?? 'auto');
  }, []);
  const choose = (next: Choice): void => {
    setChoice(next);
    if (next === 'auto') {
      localStorage.removeItem('theme');
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem('theme', next);
      document.documentElement.dataset.theme = next;
    }
  };
  const next = choices[(choices.indexOf(choice) + 1) % choices.length];
  return (
    <Button kind="quiet" small onClick={() => choose(next)} title={`→ ${labels[next]}`}>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="size-4 fill-none stroke-current"
        strokeWidth="1.5"
      >
        {icons[choice]}
      </svg>
      {labels[choice]}
    </Button>
  );
}

/** Half and half, a sun, a moon. */
const icons: Readonly<Record<Choice, ReactNode>> = {
  auto: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" className="fill-current" />
    </>
  ),
  light: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path
        d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"
        strokeLinecap="round"
      />
    </>
  ),
  dark: <path d="M13.5 9.7A6 6 0 0 1 6.3 2.5 6 6 0 1 0 13.5 9.7z" strokeLinejoin="round" />,
};
