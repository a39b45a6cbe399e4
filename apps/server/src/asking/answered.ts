import type { App } from '../routes/route-input.ts';
import type { Answer } from './question.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What models said to it, in the order of its texts: its route sets it, its line in the log has it. */
    answers: readonly Answer[] | null;
  }
}

export function rememberAnswers(app: App): void {
  app.decorateRequest('answers', null);
}
