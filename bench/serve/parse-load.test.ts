import { describe, expect, it } from 'vitest';
import { parseLoad } from './parse-load.ts';

const line =
  '{"requests":4858,"durationUs":5000000,"p50Us":13040,"p99Us":258300,"maxUs":310560,"connect":1,"read":2,"write":3,"timeout":4,"status":5}';

describe('parseLoad', () => {
  it('reads the last line, whatever wrk says before it', () => {
    expect(parseLoad(`Running 5s test\n  99%  258.30ms\n\n${line}\n`)).toEqual({
      requests: 4858,
      seconds: 5,
      requestsPerSecond: 971.6,
      p50Ms: 13.04,
      p99Ms: 258.3,
      greatestMs: 310.56,
      failed: 15,
    });
  });

  it.each([
    ['', 'something else than its figures'],
    ['unable to connect to 127.0.0.1', 'something else than its figures'],
    [line.replace('"status":5', '"stat":5'), 'without saying "status"'],
  ])('refuses an end such as %j', (stdout, message) => {
    expect(() => parseLoad(stdout)).toThrow(message);
  });
});
