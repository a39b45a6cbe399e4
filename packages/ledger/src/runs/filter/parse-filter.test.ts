import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../errors.ts';
import type { Condition } from './condition.ts';
import { parseFilter } from './parse-filter.ts';

describe('a filter', () => {
  test.each<readonly [string, readonly Condition[]]>([
    ['', []],
    ['  \n ', []],
    ['metrics.accuracy > 0.9', [{ entity: 'metric', key: 'accuracy', op: '>', value: 0.9 }]],
    ['metric.val/acc<=-1.5e-3', [{ entity: 'metric', key: 'val/acc', op: '<=', value: -0.0015 }]],
    ['metrics.a != .5', [{ entity: 'metric', key: 'a', op: '!=', value: 0.5 }]],
    ['metrics."a b" = 1', [{ entity: 'metric', key: 'a b', op: '=', value: 1 }]],
    ['metrics.`a"b` = +1.', [{ entity: 'metric', key: 'a"b', op: '=', value: 1 }]],
    ["params.recipe = 'nb-logreg'", [{ entity: 'param', key: 'recipe', op: '=', value: 'nb-logreg' }]],
    ['parameters.r != "x y"', [{ entity: 'param', key: 'r', op: '!=', value: 'x y' }]],
    ["param.r ilike '%LOG%'", [{ entity: 'param', key: 'r', op: 'ilike', value: '%LOG%' }]],
    [
      "tags.mlflow.source.name LIKE 'a_'",
      [{ entity: 'tag', key: 'mlflow.source.name', op: 'like', value: 'a_' }],
    ],
    ["tag.q = 'it''s'", [{ entity: 'tag', key: 'q', op: '=', value: "it's" }]],
    [`tag.q = "it's"`, [{ entity: 'tag', key: 'q', op: '=', value: "it's" }]],
    ["tag.q = ''", [{ entity: 'tag', key: 'q', op: '=', value: '' }]],
    ["tag.q in ('a','b')", [{ entity: 'tag', key: 'q', op: 'in', values: ['a', 'b'] }]],
    ["run_id in ('a',)", [{ entity: 'attribute', key: 'run_id', op: 'in', values: ['a'] }]],
    ["status = 'FINISHED'", [{ entity: 'attribute', key: 'status', op: '=', value: 'finished' }]],
    [
      "attributes.Status in ('RUNNING')",
      [{ entity: 'attribute', key: 'status', op: 'in', values: ['running'] }],
    ],
    ["run_id NOT IN ('a')", [{ entity: 'attribute', key: 'run_id', op: 'not in', values: ['a'] }]],
    ["attr.`Run name` = 'x'", [{ entity: 'attribute', key: 'run_name', op: '=', value: 'x' }]],
    ['"Run name" = "x"', [{ entity: 'attribute', key: 'run_name', op: '=', value: 'x' }]],
    ['Created >= 1700000000000', [{ entity: 'attribute', key: 'start_time', op: '>=', value: 1.7e12 }]],
    ['start_time > 1.5', [{ entity: 'attribute', key: 'start_time', op: '>', value: 1.5 }]],
    ['params.a IS NULL', [{ entity: 'param', key: 'a', op: 'is null' }]],
    [
      "tags.`a b` is not null and run_id = 'x'",
      [
        { entity: 'tag', key: 'a b', op: 'is not null' },
        { entity: 'attribute', key: 'run_id', op: '=', value: 'x' },
      ],
    ],
    ['`metrics`.`a` > 1', [{ entity: 'metric', key: 'a', op: '>', value: 1 }]],
    ['`metric`.a > 1', [{ entity: 'metric', key: 'a', op: '>', value: 1 }]],
    ["tags.mlflow.runName = 'x'", [{ entity: 'attribute', key: 'run_name', op: '=', value: 'x' }]],
    ["artifact_uri like '%/1'", [{ entity: 'attribute', key: 'artifact_uri', op: 'like', value: '%/1' }]],
    ["datasets.name = 'train'", [{ entity: 'dataset', key: 'name', op: '=', value: 'train' }]],
    [
      "metrics.a > 1 and params.b = 'x AND y' AND run.end_time < 5",
      [
        { entity: 'metric', key: 'a', op: '>', value: 1 },
        { entity: 'param', key: 'b', op: '=', value: 'x AND y' },
        { entity: 'attribute', key: 'end_time', op: '<', value: 5 },
      ],
    ],
  ])('%j is understood', (filter, conditions) => {
    expect(parseFilter(filter)).toEqual(conditions);
  });

  test.each([
    ['metrics.accuracy', 'is compared by one of'],
    ['metrics.accuracy >', 'at its end'],
    ["metrics.accuracy > '0.9'", 'number without quotes'],
    ['metrics.accuracy > nan', 'number without quotes'],
    ['metrics.a == 1', 'write = once'],
    ["params.a <> 'x'", 'write !='],
    ['metrics.a like 1', 'is compared by one of'],
    ['params.a = 5', "as '5'"],
    ["params.a > 'x'", 'text is compared by one of'],
    ["params.a = 'x", 'is never closed'],
    ["params. = 'x'", 'a key is wanted right after params.'],
    ["params. 'a' = 'x'", 'a key is wanted right after params.'],
    ["foo.bar = 'x'", 'foo is none of metrics'],
    ['accuracy > 0.9', 'accuracy is none of the attributes'],
    ["__proto__ = 'x'", '__proto__ is none of the attributes'],
    ["constructor.a = 'x'", 'constructor is none of metrics'],
    ["metrics.a > 1 or params.b = 'x'", 'joined by AND alone'],
    ["metrics.a > 1 params.b = 'x'", 'AND or the end'],
    ['metrics.a > 1 and', 'a name is wanted'],
    ['(metrics.a > 1)', 'without parentheses'],
    ["params.a in 'x'", 'a list is wanted'],
    ['params.a in ()', 'text in quotes is wanted'],
    ["params.a in ('x' 'y')", 'a comma or )'],
    ["params.a not ('x')", 'IN is wanted after NOT'],
    ["datasets.rows = 'x'", 'of a dataset there are'],
    ["start_time = 'x'", 'such as 1700000000000'],
    ['params.a is 5', 'NULL is wanted'],
    ['metrics.a is null', 'is compared by one of'],
    ['run_id is null', 'text is compared by one of'],
    ["tags.a = 'x\0'", 'NUL'],
    ["tags.a = '\ud800'", 'surrogate'],
    ['metrics.a ! 1', '! means nothing here'],
    [Array(51).fill('metrics.a > 1').join(' and '), 'at most 50 comparisons'],
  ])('%j is refused with what would be right', (filter, fault) => {
    expect(() => parseFilter(filter)).toThrow(fault);
    expect(() => parseFilter(filter)).toThrow(LedgerError);
  });

  test('a refusal shows the place', () => {
    expect(() =>
      parseFilter("metrics.accuracy > 0.9 and params.recipe = nb-logreg and status = 'x'"),
    ).toThrow(
      "The filter is not understood at character 44, “…and params.recipe = ⟨here⟩nb-logreg and status = 'x'”: " +
        "text stands in quotes, as 'nb-logreg'.",
    );
  });

  test('whatever is sent, the answer is conditions or a LedgerError', () => {
    const piece = fc.constantFrom(
      ...["'", '"', '`', '(', ')', ',', '=', '!=', '<', '>', '.', ' ', 'and', 'AND', 'in', 'not', 'like'],
      ...['metrics', 'params.', 'tags.a', 'start_time', '1', '-1e9', "'x'", '🎬', '\ud800', '\0', '\\', '%'],
    );
    const soup = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(' ')),
    );
    fc.assert(
      fc.property(soup, (filter) => {
        try {
          expect(Array.isArray(parseFilter(filter))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(LedgerError);
          expect((error as LedgerError).code).toBe('FILTER_INVALID');
          expect((error as LedgerError).message.length).toBeLessThan(1000);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('written out and read again it is the same', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const key = text.filter((value) => value !== '');
    const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
    const condition: fc.Arbitrary<readonly [string, Condition]> = fc.oneof(
      fc
        .tuple(
          key,
          fc.constantFrom('=', '!=', '>', '>=', '<', '<=' as const),
          // Written out, minus zero is zero.
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        )
        .map(
          ([name, op, value]) =>
            [
              `metrics."${name.replaceAll('"', '""')}" ${op} ${value}`,
              { entity: 'metric', key: name, op, value },
            ] as const,
        ),
      fc
        .tuple(
          fc.constantFrom('param', 'tag' as const),
          key,
          fc.constantFrom('=', '!=', 'like', 'ilike' as const),
          text,
        )
        .map(
          ([entity, name, op, value]) =>
            [
              `${entity}s.\`${name.replaceAll('`', '``')}\` ${op} ${quoted(value)}`,
              { entity, key: name, op, value },
            ] as const,
        ),
      fc
        .tuple(key, fc.constantFrom('in', 'not in' as const), fc.array(text, { minLength: 1, maxLength: 4 }))
        .map(
          ([name, op, values]) =>
            [
              `tags."${name.replaceAll('"', '""')}" ${op} (${values.map(quoted).join(',')})`,
              { entity: 'tag', key: name, op, values },
            ] as const,
        ),
    );
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 5 }), (conditions) => {
        const filter = conditions.map(([written]) => written).join(' AND ');
        expect(parseFilter(filter)).toEqual(conditions.map(([, meant]) => meant));
      }),
      { numRuns: 500 },
    );
  });
});
