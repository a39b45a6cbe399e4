import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConsoleModel, UpdateModel } from '@verdict/api';
import { Button, Notice, TextArea } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Section } from '../shell/section.tsx';
import { Failure } from '../shell/shown.tsx';
import { TagList } from '../shell/tag-list.tsx';
import { useMay } from '../shell/use-me.ts';
import { ModelAliases } from './model-aliases.tsx';
import { modelsKey } from './models-queries.ts';

const longestDescription = 5000;

/** What people write down about a model, and the names that they give its versions. */
export function ModelDetails({ model }: { readonly model: ConsoleModel }) {
  const mayWrite = useMay('write');
  const queries = useQueryClient();
  const update = async (change: UpdateModel): Promise<void> => {
    await verdict.models.update(model.name, change);
    await queries.invalidateQueries({ queryKey: modelsKey });
  };
  return (
    <div className="flex flex-col gap-8">
      <Section title="Description">
        {mayWrite ? (
          <Description
            key={model.description}
            description={model.description}
            save={(description) => update({ description })}
          />
        ) : (
          <p dir="auto" className="max-w-prose break-words whitespace-pre-wrap">
            {model.description || 'No description.'}
          </p>
        )}
      </Section>
      <Section title="Aliases" about="Names that a question or a program can ask for in place of a number.">
        <ModelAliases model={model} mayWrite={mayWrite} />
      </Section>
      <Section title="Tags">
        <TagList tags={model.tags} mayWrite={mayWrite} change={(tags) => update({ tags })} />
      </Section>
    </div>
  );
}

function Description({
  description,
  save,
}: {
  readonly description: string;
  readonly save: (description: string) => Promise<void>;
}) {
  const [text, setText] = useState(description);
  const saving = useMutation({ mutationFn: save });
  return (
    <form
      className="flex max-w-prose flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(text.trim());
      }}
    >
      <TextArea
        label="What it is for"
        dir="auto"
        rows={4}
        maxLength={longestDescription}
        value={text}
        hint={
          text.length > longestDescription * 0.8
            ? `${longestDescription - text.length} characters left`
            : undefined
        }
        onChange={({ target }) => {
          saving.reset();
          setText(target.value);
        }}
      />
      {saving.error && <Failure error={saving.error} />}
      {saving.isSuccess && <Notice tone="good" title="It is saved" />}
      <div>
        <Button small type="submit" disabled={saving.isPending || text.trim() === description}>
          Save the description
        </Button>
      </div>
    </form>
  );
}
