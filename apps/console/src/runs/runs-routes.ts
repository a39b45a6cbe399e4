import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { readCompareSearch } from './compare/compare-search.ts';
import { readRunsSearch } from './runs-search.ts';

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/runs/compare',
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import('./compare/compare-page.tsx'), 'ComparePage'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./run/run-page.tsx'), 'RunPage'),
});

export const runsRoutes = [runs, compare, run] as const;
