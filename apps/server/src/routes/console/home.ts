import { ConsoleHome } from '@verdict/api';
import { type HomeModel, listEvents, readHome } from '@verdict/ledger';
import { recordErrors, refusals } from '../../schemas.ts';
import { presentEvent } from '../record/present-events.ts';
import type { RecordInput } from '../record/record-input.ts';
import { decideAttention } from './decide-attention.ts';
import { qualityOf } from './version-quality.ts';

/** As many as fit beside the models; the page of events has the rest. */
const mostEvents = 12;

export function consoleHomeRoute({ app, ledger, config, predictionLog, refusedModels }: RecordInput): void {
  app.get(
    '/api/v1/console/home',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'console.home',
        summary: 'What needs attention, what is in service, and what happened lately',
        tags: ['console'],
        response: { 200: ConsoleHome, ...refusals(...recordErrors) },
      },
    },
    async () => {
      const { models, failedJobs, datasets, counts } = await readHome(ledger);
      const { items } = await listEvents(ledger, { limit: mostEvents });
      return {
        attention: decideAttention({
          models,
          failedJobs,
          datasets,
          refused: refusedModels(),
          droppedRows: predictionLog?.dropped() ?? 0,
        }),
        models: models.map((model) => presentModel(model, config.defaultModel)),
        events: items.map(presentEvent),
        counts: {
          datasets: counts.datasets,
          runs: counts.runs,
          models: counts.models,
          jobs_running: counts.jobsRunning,
          jobs_queued: counts.jobsQueued,
        },
      };
    },
  );
}

function presentModel({ name, description, versions, champion, newest }: HomeModel, defaultModel: string) {
  return {
    name,
    description,
    versions,
    can_serve: champion !== null || newest !== null,
    is_default: name === defaultModel,
    champion: champion && {
      version: champion.version,
      since_ms: champion.sinceMs,
      by: champion.by,
      data_version: champion.data,
      run_id: champion.runId,
      git_commit: champion.commit,
      accuracy: qualityOf(champion.facts)?.accuracy ?? null,
    },
  };
}
