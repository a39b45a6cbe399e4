import { isFields } from '../protocols/refuse-request.ts';
import { refuse } from './refuse.ts';

/** Where clients before 3.0 look for the models that a run logged: a list, as JSON. */
export const modelHistoryTag = 'mlflow.log-model.history';

const kept = ['run_id', 'artifact_path', 'utc_time_created', 'model_uuid', 'flavors'] as const;
const needed = ['artifact_path', 'flavors', 'utc_time_created', 'run_id'] as const;

/** What the tag becomes when this model is added to it. */
export function modelHistory(modelJson: string): (before: string | null) => string {
  const model = parsed(modelJson);
  if (!isFields(model)) {
    return refuse(`Malformed model info. \n ${modelJson.slice(0, 200)} \n is not a valid JSON.`);
  }
  const missing = needed.filter((field) => !Object.hasOwn(model, field));
  if (missing.length > 0) {
    return refuse(
      `Model json is missing mandatory fields: {${missing.map((field) => `'${field}'`).join(', ')}}`,
    );
  }
  const told = Object.fromEntries(
    kept.flatMap((field) => (Object.hasOwn(model, field) ? [[field, model[field]]] : [])),
  );
  return (before) => {
    const history = before === null ? [] : parsed(before);
    return JSON.stringify([...(Array.isArray(history) ? history : []), told]);
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
