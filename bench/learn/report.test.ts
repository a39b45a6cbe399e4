import { describe, expect, it } from 'vitest';
import { markdownTable, points } from './markdown.ts';
import { reportText } from './report.ts';

const around = {
  date: '2026-01-01T00:00:00.000Z',
  commit: 'abc with uncommitted changes',
  machine: { cpu: 'A CPU', cores: 2, memoryBytes: 8e9, system: 'Linux 6', load: 0.5 },
  versions: { node: '24.0.0', python: '3.11.7' },
};

describe('reportText', () => {
  it('says what was found, how, and where, command lines word for word', () => {
    const text = reportText({
      suite: 'speed',
      invocation: 'npm run bench -- speed',
      around,
      seconds: 61.4,
      result: {
        title: 'Speed',
        method: ['One.', 'Two.'],
        commands: ['node a.js', 'python b.py'],
        results: null,
        body: 'BODY',
      },
    });
    expect(text).toContain(
      '# Speed\n\nBODY\n\n## How\n\n- One.\n- Two.\n\n```\nnode a.js\npython b.py\n```\n',
    );
    expect(text).toContain('abc with uncommitted changes');
    expect(text).toContain('A CPU, 2 cores, 8000 MB memory');
    expect(text).toContain('node 24.0.0, python 3.11.7');
    expect(text).toContain('`npm run bench -- speed`, 61 s');
  });
});

describe('markdownTable', () => {
  it('keeps a bar or a line break of a cell inside the cell', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'one\ntwo']])).toBe(
      '| a | b |\n| --- | --: |\n| x\\|y | one two |',
    );
  });
});

describe('points', () => {
  it.each([
    [0.0123, '+1.23'],
    [-0.0005, '−0.05'],
    [0, '+0.00'],
  ])('gives %d as %s', (difference, text) => {
    expect(points(difference)).toBe(text);
  });
});
