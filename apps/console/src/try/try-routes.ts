import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';

const tryIt = createRoute({
  getParentRoute: () => root,
  path: '/try',
  component: lazyRouteComponent(() => import('./try-page.tsx'), 'TryPage'),
});

export const tryRoutes = [tryIt] as const;
