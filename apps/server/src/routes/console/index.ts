import type { RecordInput } from '../record/record-input.ts';
import { consoleBatchRoute } from './batch.ts';
import { consoleDatasetRoutes } from './datasets.ts';
import { consoleHomeRoute } from './home.ts';
import { consoleLiveRoute } from './live.ts';
import { consoleModelRoutes } from './models.ts';
import { consoleRunRoutes } from './runs.ts';
import { consoleTryRoutes } from './try.ts';

/** What a page of the console shows, gathered for it: no page needs more than two requests. */
export function consoleRoutes(record: RecordInput): void {
  consoleHomeRoute(record);
  consoleLiveRoute(record);
  consoleModelRoutes(record);
  consoleTryRoutes(record);
  consoleBatchRoute(record);
  consoleDatasetRoutes(record);
  consoleRunRoutes(record);
}
