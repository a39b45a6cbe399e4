import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { liveSearch } from './live-search.ts';

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  validateSearch: liveSearch,
  component: lazyRouteComponent(() => import('./live-page.tsx'), 'LivePage'),
});

export const liveRoutes = [live] as const;
