import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { labelSearch } from './label-search.ts';
import { predictionsSearch } from './predictions-search.ts';

const predictions = createRoute({
  getParentRoute: () => root,
  path: '/predictions',
  validateSearch: predictionsSearch,
  component: lazyRouteComponent(() => import('./predictions-page.tsx'), 'PredictionsPage'),
});

const prediction = createRoute({
  getParentRoute: () => root,
  path: '/predictions/$id',
  component: lazyRouteComponent(() => import('./prediction-page.tsx'), 'PredictionPage'),
});

const label = createRoute({
  getParentRoute: () => root,
  path: '/label',
  validateSearch: labelSearch,
  component: lazyRouteComponent(() => import('./label-page.tsx'), 'LabelPage'),
});

export const predictionsRoutes = [predictions, prediction, label] as const;
