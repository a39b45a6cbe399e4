import type { Artifact, Client, Run } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import { download } from './download.ts';

interface ToFetch {
  readonly run: Run;
  readonly path: string;
  readonly out: string;
  readonly signal: AbortSignal;
}

/** A file that a run has left behind, checked against its hash on the way. */
export async function fetchArtifact(client: Client, { run, path, out, signal }: ToFetch): Promise<Artifact> {
  const { artifacts } = await client.runs.artifacts(run.id);
  const found = artifacts.find((each) => each.path === path);
  if (!found) {
    throw new Refusal(
      `The run ${run.id} has no file ${JSON.stringify(path)}; verdict runs show ${run.id} lists those that it has.`,
    );
  }
  const reply = await client.runs.artifact(run.id, path);
  await download(reply, { path: out, sha256: found.sha256, signal, what: path });
  return found;
}
