import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSpamcheckConfig } from '../src/config.ts';

const page = readFileSync(new URL('../../../docs/how-to/check-for-spam.md', import.meta.url), 'utf8');
const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|[^|]*\| ([^|]*) \|/gm)];

describe('docs/how-to/check-for-spam.md', () => {
  test('lists every setting, and none that there is not', () => {
    const inCode = [...source.matchAll(/'((?:SPAMCHECK|VERDICT)_[A-Z_]+)'/g)].map(([, name]) => name);
    expect(rows.map(([, name]) => name).sort()).toEqual(inCode.sort());
  });

  test('gives the defaults that the code has', () => {
    const given = Object.fromEntries(rows.map(([, name, value]) => [name, value]));
    const config = readSpamcheckConfig();
    expect([config.host, config.port, config.verdictUrl, config.model, config.logLevel].map(String)).toEqual([
      given.SPAMCHECK_HOST,
      given.SPAMCHECK_PORT,
      given.VERDICT_URL,
      given.SPAMCHECK_MODEL,
      given.SPAMCHECK_LOG_LEVEL,
    ]);
    expect([config.checksPerMinute, config.previewsPerMinute].map(String)).toEqual([
      given.SPAMCHECK_CHECKS_PER_MINUTE,
      given.SPAMCHECK_PREVIEWS_PER_MINUTE,
    ]);
  });
});
