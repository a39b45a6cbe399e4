import type { Fetch } from '@verdict/api';
import { PotatoesError, readPotatoesConfig, startPotatoes } from '@verdict/potatoes';
import type { RunningServer, ServerConfig } from '@verdict/server';
import { readSpamcheckConfig, SpamcheckError, startSpamcheck } from '@verdict/spamcheck';

/** As the command line has them: a number, `off`, or nothing. */
export interface SitePorts {
  readonly potatoesPort: string | null;
  readonly spamPort: string | null;
}

export interface Site {
  /** In JSON. */
  readonly key: 'potatoes' | 'spamcheck';
  readonly name: string;
  readonly running: { readonly url: string; readonly stop: () => Promise<void> } | null;
  /** Why it does not run; null where nobody wants it to. */
  readonly missing: string | null;
}

export interface StartSitesInput {
  readonly server: RunningServer;
  readonly config: Pick<ServerConfig, 'host' | 'port' | 'logLevel'>;
  readonly ports: SitePorts;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}

/** The two sites as a customer has them, asking the server that was just started. */
export async function startSites({
  server,
  config,
  ports,
  env,
  version,
}: StartSitesInput): Promise<readonly Site[]> {
  const { inside } = server;
  if (!inside) return [];
  const flags = (port: string | null) => ({
    host: config.host,
    // Whoever lets the system choose one port has no wish for the others either.
    port: port ?? (config.port === 0 ? 0 : undefined),
    verdictUrl: server.url,
    logLevel: config.logLevel,
  });
  const asked = (actor: string): { readonly fetch: Fetch; readonly version: string } => ({
    fetch: inside.fetchAs(actor),
    version,
  });
  const started: Site[] = [];
  const start = async (
    site: Pick<Site, 'key' | 'name'>,
    port: string | null,
    begin: () => Promise<NonNullable<Site['running']>>,
  ): Promise<void> => {
    if (port === 'off') return;
    try {
      started.push({ ...site, running: await begin(), missing: null });
    } catch (error) {
      if (!(error instanceof PotatoesError || error instanceof SpamcheckError)) throw error;
      // The rest does not need them; a wrong setting is another matter.
      if (error.code === 'SETTING_INVALID') throw error;
      started.push({ ...site, running: null, missing: error.message });
    }
  };
  try {
    await start({ key: 'potatoes', name: 'Rotten Potatoes' }, ports.potatoesPort, () =>
      startPotatoes(readPotatoesConfig(env, flags(ports.potatoesPort)), {
        ...asked('rotten-potatoes'),
        store: inside.store,
      }),
    );
    await start({ key: 'spamcheck', name: 'Spam check' }, ports.spamPort, () =>
      startSpamcheck(readSpamcheckConfig(env, flags(ports.spamPort)), asked('spam-check')),
    );
    return started;
  } catch (error) {
    await Promise.all(started.map(({ running }) => running?.stop()));
    throw error;
  }
}
