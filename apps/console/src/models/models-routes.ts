import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.tsx';
import { readModelSearch, readModelsSearch } from './model-search.ts';

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  validateSearch: readModelsSearch,
  component: lazyRouteComponent(() => import('./models-page.tsx'), 'ModelsPage'),
});

const model = createRoute({
  getParentRoute: () => root,
  path: '/models/$name',
  validateSearch: readModelSearch,
  component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
});

const version = createRoute({
  getParentRoute: () => root,
  path: '/models/$name/$version',
  component: lazyRouteComponent(() => import('./version-page.tsx'), 'VersionPage'),
});

const judgement = createRoute({
  getParentRoute: () => root,
  path: '/models/$name/judgements/$id',
  component: lazyRouteComponent(() => import('./judgement-page.tsx'), 'JudgementPage'),
});

export const modelsRoutes = [models, model, version, judgement] as const;
