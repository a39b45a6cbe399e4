import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { readTrySearch } from './try-search.ts';

const tryIt = createRoute({
  getParentRoute: () => root,
  path: '/try',
  validateSearch: readTrySearch,
  component: lazyRouteComponent(() => import('./try-page.tsx'), 'TryPage'),
});

export const tryRoutes = [tryIt] as const;
