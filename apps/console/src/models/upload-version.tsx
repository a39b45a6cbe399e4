import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, bytesText, Dialog, Field, Notice, Progress, TextArea } from '@verdict/ui';
import { useState } from 'react';
import { verdict } from '../queries.ts';
import { Failure } from '../shell/shown.tsx';
import { VersionLink } from './links.tsx';
import { modelNameProblem } from './model-name.ts';
import { modelsKey } from './models-queries.ts';

export interface UploadVersionProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Null: the name is asked for too. */
  readonly model: string | null;
}

/** A model file becomes the next version. It serves nobody until it is promoted. */
export function UploadVersion({ open, onClose, model }: UploadVersionProps) {
  return (
    <Dialog
      title={model === null ? 'Upload a model file' : `Upload a version of ${model}`}
      open={open}
      onClose={onClose}
    >
      <UploadForm model={model} onClose={onClose} />
    </Dialog>
  );
}

function UploadForm({ model, onClose }: Pick<UploadVersionProps, 'model' | 'onClose'>) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState(model ?? '');
  const [description, setDescription] = useState('');
  const [pressed, setPressed] = useState(false);
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      verdict.models.register(name, chosen, { ...(description && { description }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: modelsKey }),
  });
  const nameProblem = modelNameProblem(name);
  if (upload.data) {
    const { registered, version } = upload.data;
    return (
      <div className="flex flex-col gap-4" role="status">
        <Notice tone="good" title={registered ? `It is version ${version.version}` : 'It was there already'}>
          {registered
            ? 'Nobody is answered by it yet. Ask the judge, or try it on a text.'
            : `The same file is version ${version.version}.`}
        </Notice>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <span className="self-center">
            <VersionLink model={version.model} version={version.version}>
              Open version {version.version}
            </VersionLink>
          </span>
        </div>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setPressed(true);
        if (file && !nameProblem) upload.mutate(file);
      }}
    >
      {model === null && (
        <Field
          label="Model"
          value={name}
          onChange={({ target }) => setName(target.value)}
          hint="A new name makes a new model."
          error={pressed ? nameProblem : null}
          autoComplete="off"
        />
      )}
      <Field
        label="Model file"
        type="file"
        accept=".verdict"
        onChange={({ target }) => setFile(target.files?.[0] ?? null)}
        hint={file ? bytesText(file.size) : 'A file that ends in .verdict, as verdict train writes it.'}
        error={pressed && !file ? 'Choose a file first.' : null}
      />
      <TextArea
        label="What is new in it"
        rows={2}
        maxLength={5000}
        value={description}
        onChange={({ target }) => setDescription(target.value)}
      />
      {upload.error && <Failure error={upload.error} />}
      {upload.isPending && <Progress label="The file is being sent and checked" fraction={null} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="strong" type="submit" disabled={upload.isPending}>
          Upload
        </Button>
      </div>
    </form>
  );
}
