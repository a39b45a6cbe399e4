import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { verdict } from '../queries.ts';
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

/** An experiment is a filter of the runs; addresses from elsewhere know it by its number. */
const experiment = createRoute({
  getParentRoute: () => root,
  path: '/experiments/$id',
  loader: async ({ params, abortController: { signal } }) => {
    const found = await verdict.experiments.get(params.id, { signal }).catch(() => null);
    throw redirect({ to: '/runs', search: found ? { experiment: found.name } : {}, replace: true });
  },
});

export const runsRoutes = [runs, compare, run, experiment] as const;
