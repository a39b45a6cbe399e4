import { renderToString } from 'react-dom/server';
import type { Page } from './page-data.ts';
import { SpamcheckPage } from './spamcheck-page.tsx';

export function render(page: Page): string {
  return renderToString(<SpamcheckPage page={page} />);
}
