import { stopOnSignal } from '@verdict/http';
import { readSpamcheckConfig } from './config.ts';
import { SpamcheckError } from './errors.ts';
import { startSpamcheck } from './start-spamcheck.ts';

/** Spam check as a process of its own, beside a Verdict that is elsewhere. */
try {
  const site = await startSpamcheck(readSpamcheckConfig(process.env));
  process.stderr.write(`Spam check: ${site.url}\n`);
  stopOnSignal(site);
} catch (error) {
  if (!(error instanceof SpamcheckError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
