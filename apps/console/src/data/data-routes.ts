import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { addSearch, datasetsSearch, diffSearch, rowsSearch } from './data-search.ts';

export const datasetsRoute = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: datasetsSearch,
  component: lazyRouteComponent(() => import('./datasets-page.tsx'), 'DatasetsPage'),
});

export const addDataRoute = createRoute({
  getParentRoute: () => root,
  path: '/data/add',
  validateSearch: addSearch,
  component: lazyRouteComponent(() => import('./add-data-page.tsx'), 'AddDataPage'),
});

export const datasetRoute = createRoute({
  getParentRoute: () => root,
  path: '/data/$name',
  component: lazyRouteComponent(() => import('./dataset-page.tsx'), 'DatasetPage'),
});

export const datasetDiffRoute = createRoute({
  getParentRoute: () => root,
  path: '/data/$name/diff',
  validateSearch: diffSearch,
  component: lazyRouteComponent(() => import('./diff-page.tsx'), 'DiffPage'),
});

export const datasetVersionRoute = createRoute({
  getParentRoute: () => root,
  path: '/data/$name/$number',
  validateSearch: rowsSearch,
  component: lazyRouteComponent(() => import('./version-page.tsx'), 'VersionPage'),
});

export const dataRoutes = [
  datasetsRoute,
  addDataRoute,
  datasetRoute,
  datasetDiffRoute,
  datasetVersionRoute,
] as const;
