import { readConfig } from '@verdict/server';
import { describe, expect, test } from 'vitest';

describe('readConfig', () => {
  test('has a frozen default for everything, and listens on this machine only', () => {
    const config = readConfig();
    expect(Object.isFrozen(config)).toBe(true);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8000, defaultModel: 'sentiment-en' });
    expect(config.modelsFolder).toMatch(/models$/);
  });

  test('a flag wins over the environment, which wins over the default', () => {
    const env = { VERDICT_PORT: '9000', VERDICT_HOST: '::1' };
    expect(readConfig(env, { port: 9001 })).toMatchObject({ port: 9001, host: '::1' });
    expect(readConfig(env, { port: '9002' }).port).toBe(9002);
    expect(readConfig(env, { port: undefined }).port).toBe(9000);
    expect(readConfig({ VERDICT_PORT: '' }).port).toBe(8000);
  });

  test.each([
    [{ VERDICT_PORT: '65536' }, 'port', 'the number 65536', 'a whole number from 0 to 65535'],
    [{ VERDICT_PORT: '-1' }, 'port', 'the number -1', 'from 0 to 65535'],
    [{ VERDICT_PORT: '80.5' }, 'port', 'the number 80.5', 'a whole number'],
    [{ VERDICT_PORT: 'http' }, 'port', 'a text of 4 characters', 'a whole number'],
    [{ VERDICT_HOST: 'a b' }, 'host', 'a text of 3 characters', 'a host name'],
    [{ VERDICT_DEFAULT_MODEL: '../x' }, 'defaultModel', 'a text of 4 characters', 'a model’s name'],
    [{ VERDICT_LOG_LEVEL: 'loud' }, 'logLevel', 'a text of 4 characters', 'one of fatal, error'],
    [{ VERDICT_MAX_TEXTS: '0' }, 'maxTexts', 'the number 0', 'from 1 to 100000'],
    [{ VERDICT_BODY_LIMIT_BYTES: '1e6' }, 'bodyLimitBytes', 'a text of 3 characters', 'a whole number'],
  ])('refuses %o with the name, the shape and the rule', (env, name, shape, rule) => {
    const read = () => readConfig(env);
    expect(read).toThrow(expect.objectContaining({ code: 'SETTING_INVALID' }));
    expect(read).toThrow(
      `The setting ${name} from the environment variable ${Object.keys(env)[0]} is ${shape}; give`,
    );
    expect(read).toThrow(rule);
  });

  test('never repeats a text that was given: it may be a secret in the wrong place', () => {
    expect(() => readConfig({}, { port: 'hunter2' })).toThrow(/^(?!.*hunter2).*from the command line/);
  });
});
