import { renderToString } from 'react-dom/server';
import type { Page } from './page-data.ts';
import { PotatoesPage } from './potatoes-page.tsx';

export function render(page: Page): string {
  return renderToString(<PotatoesPage page={page} />);
}
