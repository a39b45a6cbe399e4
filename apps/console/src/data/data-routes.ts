import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';

const datasets = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./datasets-page.tsx'), 'DatasetsPage'),
});

export const dataRoutes = [datasets] as const;
