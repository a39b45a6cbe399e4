import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Traffic, TrafficRequest } from '@verdict/api';
import { Button, Field, Select } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { modelsKey } from './models-queries.ts';
import { readTrafficForm, type TrafficFields } from './read-traffic-form.ts';

export interface TrafficFormProps {
  readonly model: string;
  /** Versions that could be tried, newest first. */
  readonly candidates: readonly number[];
  /** The one that is there; null: it begins. */
  readonly traffic: Traffic | null;
  readonly onClose: () => void;
}

const modes = {
  shadow: 'In the shadow: it answers the same questions, and nobody is told',
  canary: 'As a canary: it answers some questions in the champion’s place',
} as const;

export function TrafficForm({ model, candidates, traffic, onClose }: TrafficFormProps) {
  const [fields, setFields] = useState<TrafficFields>(() => begin(traffic, candidates));
  const [pressed, setPressed] = useState(false);
  const queries = useQueryClient();
  const set = useMutation({
    mutationFn: (request: TrafficRequest) => verdict.models.setTraffic(model, request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: modelsKey });
      onClose();
    },
  });
  const { request, problems } = readTrafficForm(fields);
  const shown = pressed ? (problems ?? {}) : {};
  const input = (name: Exclude<keyof TrafficFields, 'mode' | 'version'>) => ({
    value: fields[name],
    onChange: ({ target }: { readonly target: HTMLInputElement }) =>
      setFields({ ...fields, [name]: target.value }),
    error: shown[name] ?? null,
    inputMode: 'decimal' as const,
    autoComplete: 'off',
  });
  const another = traffic && (traffic.version !== fields.version || traffic.mode !== fields.mode);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setPressed(true);
        if (request) set.mutate(request);
      }}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">How</legend>
        {(['shadow', 'canary'] as const).map((mode) => (
          <label key={mode} className="flex min-h-6 items-start gap-2">
            <input
              type="radio"
              name="mode"
              checked={fields.mode === mode}
              onChange={() => setFields({ ...fields, mode, percent: mode === 'canary' ? '5' : '100' })}
              className="mt-1 size-4"
            />
            {modes[mode]}
          </label>
        ))}
      </fieldset>
      <Select
        label="Version"
        value={fields.version}
        onChange={({ target }) => setFields({ ...fields, version: Number(target.value) })}
      >
        {candidates.map((version) => (
          <option key={version} value={version}>
            version {version}
          </option>
        ))}
      </Select>
      <Field
        label="Of the questions, in percent"
        hint={
          fields.mode === 'canary'
            ? 'Begin with 1 or 5: these questions are answered by a version that was not promoted.'
            : 'Each question costs the time of two answers; the reply does not wait for the second.'
        }
        {...input('percent')}
      />
      <details className="border-line rounded-md border px-3 py-2">
        <summary className="min-h-6 font-medium">When it stops by itself</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          <Field label="Not before so many answers" {...input('minimumAnswers')} />
          <Field label="It fails at more than, percent" {...input('failurePercent')} />
          <Field label="It takes so many times as long" {...input('latencyRatio')} />
          <Field label="It is less accurate by, points" {...input('accuracyPoints')} />
        </div>
        <p className="text-soft mt-2 text-sm">
          An empty field is no rule. Accuracy is known where people gave feedback, and counts once it is sure.
        </p>
      </details>
      {another && (
        <p className="text-soft text-sm">
          Another version or another way begins a trial of its own; what was counted so far is no longer
          shown.
        </p>
      )}
      {set.error && <Failure error={set.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="strong" type="submit" disabled={set.isPending}>
          {traffic?.state === 'running' && !another ? 'Change it' : 'Begin'}
        </Button>
      </div>
    </form>
  );
}

/** The usual rules of a new trial are the server's; these fields say them so that they can be read first. */
function begin(traffic: Traffic | null, candidates: readonly number[]): TrafficFields {
  const { mode = 'shadow', percent = 100, version = candidates[0] ?? 0, rules } = traffic ?? {};
  const {
    minimum_answers = 100,
    failure_share = 0.05,
    latency_ratio = 10,
    accuracy_drop = null,
  } = rules ?? {};
  return {
    mode,
    version: candidates.includes(version) ? version : (candidates[0] ?? 0),
    percent: String(percent),
    minimumAnswers: String(minimum_answers),
    failurePercent: failure_share === null ? '' : String(round(failure_share * 100)),
    latencyRatio: latency_ratio === null ? '' : String(latency_ratio),
    accuracyPoints: accuracy_drop === null ? '' : String(round(accuracy_drop * 100)),
  };
}

function round(value: number): number {
  return Number(value.toFixed(6));
}
