import { WhoAmI } from '@verdict/api';
import { signInNeeded } from '../auth/sign-in-error.ts';
import { refusals } from '../schemas.ts';
import { guarded } from './accounts.ts';
import type { App } from './route-input.ts';

export function whoamiRoutes(app: App): void {
  app.get(
    '/api/v1/whoami',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'whoami',
        summary: 'Say who asks, and what they may do',
        tags: ['accounts'],
        response: { 200: WhoAmI, ...refusals(...guarded) },
      },
    },
    ({ caller }) => {
      if (!caller) throw signInNeeded();
      const { actor, account, role, permissions, via } = caller;
      return { name: actor, account, role, scopes: [...permissions], via };
    },
  );
}
