import { progressOf } from '../terminal/progress.ts';
import { Stopped } from '../terminal/stopped.ts';
import type { RecordConnection } from './connect-record.ts';

/** What a command is given besides its arguments. */
export interface Around {
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
}

/** Connects, does the work, and closes whatever was opened, however the work ends. */
export async function withRecord<Value>(
  around: Around,
  work: (record: RecordConnection) => Promise<Value>,
  { worker = false }: { readonly worker?: boolean } = {},
): Promise<Value> {
  // Commands that turn out to need files alone load neither client nor server.
  const { connectRecord, explained } = await import('./connect-record.ts');
  const progress = progressOf({ open: 'opening the record' });
  let record: RecordConnection;
  try {
    progress.update('open', null);
    record = await connectRecord({ ...around, worker });
  } finally {
    progress.end();
  }
  try {
    return await work(record);
  } catch (error) {
    if (around.signal.aborted && !(error instanceof Stopped))
      throw new Stopped('Stopped; what was on record by then stays there.', { cause: error });
    throw explained(error, around.env);
  } finally {
    await record.close();
  }
}
