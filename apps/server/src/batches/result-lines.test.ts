import { describe, expect, it } from 'vitest';
import { csvLines, jsonLines } from './result-lines.ts';

async function* of(...texts: readonly string[]): AsyncGenerator<readonly string[]> {
  yield texts.map((text, row) =>
    JSON.stringify({ row, text, label: '=spam', confidence: 0.5, scores: {}, unsure: false }),
  );
}

async function written(lines: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const line of lines) all += line;
  return all;
}

describe('the results as CSV', () => {
  it.each([
    ['a text', 'a text'],
    ['1 = 1', '1 = 1'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\u200b=1', "'\u200b=1"],
    ['\tx', "'\tx"],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ["'=1", "'=1"],
    ['', ''],
  ])('have %j as %j, which no spreadsheet computes', async (text, cell) => {
    expect(await written(csvLines(of(text)))).toBe(
      `row,text,label,confidence,unsure,error\n0,${cell},'=spam,0.5,false,\n`,
    );
  });
});

it('leaves every text as it was in JSON lines', async () => {
  const [line] = (await written(jsonLines(of('=1')))).split('\n');
  expect(JSON.parse(line)).toMatchObject({ text: '=1', label: '=spam' });
});
