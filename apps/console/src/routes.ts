import { createRouter } from '@tanstack/react-router';
import { batchesRoutes } from './batches/batches-routes.ts';
import { dataRoutes } from './data/data-routes.ts';
import { eventsRoutes } from './events/events-routes.ts';
import { homeRoutes } from './home/home-routes.ts';
import { jobsRoutes } from './jobs/jobs-routes.ts';
import { liveRoutes } from './live/live-routes.ts';
import { modelsRoutes } from './models/models-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { predictionsRoutes } from './predictions/predictions-routes.ts';
import { root } from './root-route.tsx';
import { runsRoutes } from './runs/runs-routes.ts';
import { shellRoutes } from './shell/shell-routes.ts';
import { tryRoutes } from './try/try-routes.ts';

/** A page each; the code of each comes only when it is opened, or is about to be. */
const routes = root.addChildren([
  ...homeRoutes,
  ...dataRoutes,
  ...runsRoutes,
  ...modelsRoutes,
  ...tryRoutes,
  ...liveRoutes,
  ...predictionsRoutes,
  ...batchesRoutes,
  ...jobsRoutes,
  ...eventsRoutes,
  ...peopleRoutes,
  ...shellRoutes,
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Otherwise what a page's validation left out of the address would reach the page all the same.
  search: { strict: true },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
