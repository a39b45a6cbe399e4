import { describe, expect, it } from 'vitest';
import { columns, pairs } from './columns.ts';

const head = [
  { title: 'name', gives: true },
  { title: 'rows', align: 'right' },
  { title: 'note', gives: true },
] as const;

describe('columns', () => {
  it('stands words flush left and numbers flush right', () => {
    expect(
      columns(head, [
        ['reviews', '50,000', 'all'],
        ['sms', '12', ''],
      ]),
    ).toEqual(['name       rows  note', 'reviews  50,000  all', 'sms          12']);
  });

  it('takes room from the widest cells that may give, and never from the others', () => {
    const lines = columns(head, [['n'.repeat(50), '1234567890', 'm'.repeat(70)]]);
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines[1]).toContain(' 1234567890 ');
    expect(lines[1]).toMatch(/^n+… /);
    expect(lines[1]).toMatch(/m+…$/);
  });

  it('keeps every row on one line and shows no control character', () => {
    const [, line] = columns(head, [['a\nb', '1', '\u001b[2Jx']]);
    expect(line).toBe('a b      1  \ufffd[2Jx');
  });

  it('is a head alone where there are no rows', () => {
    expect(columns(head, [])).toEqual(['name  rows  note']);
  });
});

describe('pairs', () => {
  it('leaves out what is not known', () => {
    expect(
      pairs([
        ['rows', '12'],
        ['commit', null],
        ['by', 'local:ann'],
      ]),
    ).toEqual(['  rows  12', '  by    local:ann']);
  });
});
