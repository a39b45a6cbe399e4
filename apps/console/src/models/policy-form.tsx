import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConsoleModel, UpdateModel } from '@verdict/api';
import { Button, Field, Notice } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { useMay } from '../shell/use-me.ts';
import { modelsKey } from './models-queries.ts';
import { policyGroups, readPolicy, valuesOf } from './policy-fields.ts';

/** What the judge asks of a candidate of this model. Whoever may loosen it could promote anything: administrators alone. */
export function PolicyForm({ model }: { readonly model: ConsoleModel }) {
  const may = useMay('admin');
  const [values, setValues] = useState(() => valuesOf(model.policy_in_force));
  const [pressed, setPressed] = useState(false);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (policy: NonNullable<UpdateModel['policy']> | null) =>
      verdict.models.update(model.name, { policy }),
    onSuccess: () => queries.invalidateQueries({ queryKey: modelsKey }),
  });
  const reading = readPolicy(values, model.policy_usual);
  const usual = valuesOf(model.policy_usual);
  const problems = (pressed && reading.problems) || {};
  const set = (key: string, value: string | boolean): void => {
    save.reset();
    setValues({ ...values, [key]: value });
  };
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        setPressed(true);
        if (reading.problems === null) save.mutate(reading.policy as UpdateModel['policy'] & object);
      }}
    >
      {!may && (
        <Notice title="Only an administrator may change the policy">
          It decides what may be put in service, so it is shown and not offered for change.
        </Notice>
      )}
      <fieldset disabled={!may} className="flex flex-col gap-6">
        <legend className="sr-only">Policy of {model.name}</legend>
        {policyGroups.map(({ name, fields }) => (
          <fieldset key={name} className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
            <legend className="font-serif mb-2 text-lg font-semibold">{name}</legend>
            {fields.map(({ key, name: label, hint, kind, unitName }) => {
              const value = values[key];
              const changed = value !== usual[key];
              const note = `${hint}${changed ? ` Usually ${usualText(usual[key], unitName)}.` : ''}`.trim();
              return kind === 'flag' ? (
                <label key={key} className="flex min-h-6 items-start gap-2">
                  <input
                    type="checkbox"
                    checked={value === true}
                    onChange={({ target }) => set(key, target.checked)}
                    className="mt-1 size-4"
                  />
                  <span>
                    {label}
                    <span className="text-soft block text-sm">{note}</span>
                  </span>
                </label>
              ) : (
                <Field
                  key={key}
                  label={unitName ? `${label}, ${unitName}` : label}
                  value={String(value)}
                  onChange={({ target }) => set(key, target.value)}
                  hint={note || undefined}
                  error={problems[key] ?? null}
                  inputMode="decimal"
                  autoComplete="off"
                />
              );
            })}
          </fieldset>
        ))}
      </fieldset>
      {save.error && <Failure error={save.error} />}
      {save.isSuccess && (
        <div role="status">
          <Notice tone="good" title="The policy is changed">
            The next time that the judge is asked it goes by this.
          </Notice>
        </div>
      )}
      {may && (
        <div className="flex flex-wrap gap-2">
          <Button kind="strong" type="submit" disabled={save.isPending}>
            Save the policy
          </Button>
          <Button
            onClick={() => {
              save.reset();
              setValues(usual);
            }}
          >
            As usual
          </Button>
        </div>
      )}
    </form>
  );
}

function usualText(value: string | boolean, unit: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === '' ? 'no limit' : `${value} ${unit}`.trim();
}
