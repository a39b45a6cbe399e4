import { ModelInfo, ModelInfoQuery } from '@verdict/api';
import type { Metrics } from '@verdict/learn';
import { modelErrors, refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

export function modelInfoRoutes({ app, config, asking }: RouteInput): void {
  app.get(
    '/api/v1/model-info',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'about.model',
        summary: 'What a model is, was made of, and can do',
        tags: ['about'],
        querystring: ModelInfoQuery,
        response: { 200: ModelInfo, ...refusals('REQUEST_INVALID', ...modelErrors) },
      },
    },
    async (request) => {
      const { model, reference, explain, bytes, sha256 } = await asking.find(request.query.model);
      const { facts } = model;
      return {
        ...reference,
        classes: [...model.classes],
        positive: model.positive === null ? null : model.classes[model.positive],
        threshold: model.threshold,
        unsure_below: model.unsureBelow,
        explainable: explain !== null,
        max_text_length: config.maxTextLength,
        recipe: model.recipe,
        rows: facts.rows,
        data_version: facts.data,
        metrics: { out_of_fold: headline(facts.metrics.outOfFold), test: headline(facts.metrics.test) },
        bytes,
        sha256,
      };
    },
  );
}

function headline(metrics: Metrics | null) {
  if (!metrics) return null;
  const { rows, accuracy, macroF1, precision, recall, f1, logLoss, rocAuc, ece } = metrics;
  return {
    rows,
    accuracy,
    macro_f1: macroF1,
    precision,
    recall,
    f1,
    log_loss: logLoss,
    roc_auc: rocAuc,
    ece,
  };
}
