import { fork } from 'node:child_process';
import type { FromPlace, ToPlace } from './protocol.ts';

export interface PlaceProcess {
  readonly ask: <Kind extends FromPlace['kind']>(
    message: ToPlace,
    kind: Kind,
  ) => Promise<Extract<FromPlace, { kind: Kind }>>;
  /** Idempotent. */
  readonly stop: () => void;
}

export function startPlace(): PlaceProcess {
  const child = fork(new URL('./place-process.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    ask: (message, kind) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void =>
          reject(new Error(`The measuring process ended with ${code}.`));
        child.once('exit', ended);
        child.once('message', (reply: FromPlace) => {
          child.off('exit', ended);
          if (reply.kind === kind) resolve(reply as Extract<FromPlace, { kind: typeof kind }>);
          else reject(new Error(reply.kind === 'failed' ? reply.message : `The answer was ${reply.kind}.`));
        });
        child.send(message);
      }),
    stop: () => {
      child.kill();
    },
  };
}
