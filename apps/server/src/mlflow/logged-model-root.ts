import { getExperiment, type Ledger, type LoggedModel } from '@verdict/ledger';
import { experimentLocation, loggedModelArtifactUri } from './artifact-uris.ts';

/** Where the files of a logged model are. */
export async function loggedModelRoot(
  ledger: Ledger,
  { id, experimentId }: Pick<LoggedModel, 'id' | 'experimentId'>,
): Promise<string> {
  return loggedModelArtifactUri(experimentLocation(await getExperiment(ledger, experimentId)), id);
}
