import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { batchesSearch, batchSearch, newBatchSearch } from './batch-search.ts';

export const batchesRoute = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  validateSearch: batchesSearch,
  component: lazyRouteComponent(() => import('./batches-page.tsx'), 'BatchesPage'),
});

export const newBatchRoute = createRoute({
  getParentRoute: () => root,
  path: '/batches/new',
  validateSearch: newBatchSearch,
  component: lazyRouteComponent(() => import('./new-batch-page.tsx'), 'NewBatchPage'),
});

export const batchRoute = createRoute({
  getParentRoute: () => root,
  path: '/batches/$id',
  validateSearch: batchSearch,
  component: lazyRouteComponent(() => import('./batch-page.tsx'), 'BatchPage'),
});

export const batchesRoutes = [batchesRoute, newBatchRoute, batchRoute] as const;
