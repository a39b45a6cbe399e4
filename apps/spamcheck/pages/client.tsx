import { hydrateRoot } from 'react-dom/client';
import type { Page } from './page-data.ts';
import { SpamcheckPage } from './spamcheck-page.tsx';
import './pages.css';

const page: Page = JSON.parse(document.getElementById('page')?.textContent ?? '');
hydrateRoot(document.getElementById('root')!, <SpamcheckPage page={page} />);
