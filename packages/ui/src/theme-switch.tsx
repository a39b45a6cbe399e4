import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

const choices = ['auto', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];
const names: Readonly<Record<Choice, string>> = { auto: 'As the system', light: 'Light', dark: 'Dark' };

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
    <Button kind="quiet" small onClick={() => choose(next)} title={labels[next]}>
      {labels[choice]}
    </Button>
  );
}
