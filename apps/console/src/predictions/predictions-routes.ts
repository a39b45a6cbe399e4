import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';

const predictions = createRoute({
  getParentRoute: () => root,
  path: '/predictions',
  component: lazyRouteComponent(() => import('./predictions-page.tsx'), 'PredictionsPage'),
});

const label = createRoute({
  getParentRoute: () => root,
  path: '/label',
  component: lazyRouteComponent(() => import('./label-page.tsx'), 'LabelPage'),
});

export const predictionsRoutes = [predictions, label] as const;
