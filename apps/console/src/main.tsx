import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './console.css';
import { queries } from './queries.ts';
import { router } from './routes.ts';
import { ownAddress } from './shell/mlflow-address.ts';

/** Also where somebody who is on the home page follows one in the same window: the browser then loads nothing. */
function goWhereMeant(): void {
  const address = location.pathname === '/' ? ownAddress(location.hash) : null;
  if (address !== null) router.history.replace(address);
}

goWhereMeant();
addEventListener('hashchange', goWhereMeant);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
