import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { createRandom, evaluate } from '@verdict/learn';
import { describe, expect, it } from 'vitest';
import { calibrationChart } from '../src/charts/calibration-chart.ts';
import { confidenceChart } from '../src/charts/confidence-chart.ts';
import { confusionChart } from '../src/charts/confusion-chart.ts';
import { classCurves, type ScoredRows } from '../src/charts/curves.ts';
import type { Drawing } from '../src/charts/drawing.ts';
import { precisionRecallChart } from '../src/charts/precision-recall-chart.ts';
import { confidenceBins, reliabilityBins } from '../src/charts/reliability.ts';
import { rocChart } from '../src/charts/roc-chart.ts';
import { toPng } from '../src/charts/to-png.ts';
import { toSvg } from '../src/charts/to-svg.ts';

/** Sums of uniform numbers and shares of them only: the same to the last digit on every machine. */
function scoredRows(classes: readonly string[], rows: number): ScoredRows {
  const random = createRandom('pictures');
  const width = classes.length;
  const labels = new Int32Array(rows);
  const predicted = new Int32Array(rows);
  const probabilities = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    labels[row] = random.below(width);
    const shares = classes.map(
      (_, k) => (k === labels[row] ? 0.7 : 0) + random.next() * random.next() + 0.01,
    );
    const sum = shares.reduce((all, share) => all + share, 0);
    shares.forEach((share, k) => {
      probabilities[row * width + k] = share / sum;
    });
    predicted[row] = shares.indexOf(Math.max(...shares));
  }
  return { labels, predicted, probabilities, classes };
}

const spam = scoredRows(['ham', 'spam'], 400);
const news = scoredRows(['World', 'Sports', 'Business & <money>', 'Sci/Tech'], 400);
const many = scoredRows(
  Array.from({ length: 30 }, (_, k) => `category number ${k + 1}`),
  1500,
);

function drawings(name: string, scored: ScoredRows, positive: number | null): [string, Drawing][] {
  const metrics = evaluate({
    ...scored,
    classes: scored.classes.length,
    ...(positive !== null && { positive }),
  });
  const curves = classCurves(scored);
  return [
    [`${name}-roc`, rocChart(curves, positive)],
    [`${name}-precision-recall`, precisionRecallChart(curves, positive, metrics.rows)],
    [`${name}-calibration`, calibrationChart(reliabilityBins(scored), metrics.ece)],
    [`${name}-confidence`, confidenceChart(confidenceBins(scored), 0.62)],
    [`${name}-confusion`, confusionChart(scored.classes, metrics.confusion, metrics.unseen)],
  ];
}

const all = [...drawings('spam', spam, 1), ...drawings('news', news, null)];
const ofMany = drawings('many', many, null).filter(([name]) => /confusion|roc/.test(name));

describe('the charts', () => {
  for (const [name, drawing] of [...all, ...ofMany.slice(1)]) {
    it(`draws ${name} as the stored picture has it`, async () => {
      await expect(toSvg(drawing, { id: name })).toMatchFileSnapshot(`fixtures/${name}.svg`);
    });
  }

  it('draws thirty curves as a bundle with the weakest named', () => {
    const svg = toSvg(ofMany[0][1]);
    expect(svg).toContain('the weakest 6 of 30 classes');
    expect(svg).toContain('24 more classes');
  });

  it('draws what there is where there is nothing', () => {
    const none: ScoredRows = {
      labels: new Int32Array(0),
      predicted: new Int32Array(0),
      probabilities: new Float64Array(0),
      classes: ['a', 'b'],
    };
    for (const drawing of [
      rocChart(classCurves(none), 1),
      precisionRecallChart(classCurves(none), 1, 0),
      calibrationChart(reliabilityBins(none), 0),
      confidenceChart(confidenceBins(none), 0),
      confusionChart(
        ['a', 'b'],
        [
          [0, 0],
          [0, 0],
        ],
        [0, 0],
      ),
    ]) {
      expect(toSvg(drawing)).not.toMatch(/NaN|Infinity/);
    }
  });

  it('keeps every mark inside the picture', () => {
    const outside = [...all, ...ofMany].flatMap(([name, { width, height, marks }]) =>
      marks
        .flatMap((mark) => (mark.kind === 'line' ? mark.points : [[mark.x, mark.y] as const]))
        .filter(([x, y]) => !(x >= 0 && x <= width && y >= 0 && y <= height))
        .map((point) => [name, ...point]),
    );
    expect(outside).toEqual([]);
  });
});

describe('the PNG pictures', () => {
  it('are whole, of the drawing’s size twice over, and the same on every machine', async () => {
    const hashes: Record<string, string> = {};
    for (const [name, drawing] of [...all.slice(0, 5), ...ofMany.slice(1)]) {
      const { width, height, pixels } = decodePng(await toPng(drawing));
      expect([width, height]).toEqual([2 * drawing.width, 2 * drawing.height]);
      // Paper in the corner, and not all of it paper.
      expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
      hashes[name] = createHash('sha256').update(pixels).digest('hex').slice(0, 16);
    }
    await expect(`${JSON.stringify(hashes, null, 2)}\n`).toMatchFileSnapshot('fixtures/png-hashes.json');
  });
});

/** By the format's own rules, chunk by chunk. */
function decodePng(png: Uint8Array): { width: number; height: number; pixels: Buffer } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  expect(rows).toHaveLength(height * (3 * width + 1));
  const lines = Array.from({ length: height }, (_, row) => {
    expect(rows[row * (3 * width + 1)]).toBe(0);
    return rows.subarray(row * (3 * width + 1) + 1, (row + 1) * (3 * width + 1));
  });
  return { width, height, pixels: Buffer.concat(lines) };
}

describe('the legend of the calibration', () => {
  it('stands above the intervals, which reach into every corner of the frame', () => {
    const { marks } = calibrationChart(
      [0.55, 0.75, 0.95].map((confidence) => ({
        from: confidence - 0.05,
        to: confidence + 0.05,
        rows: 3,
        right: 2,
        confidence,
        accuracy: 0.67,
        low: 0,
        high: 1,
      })),
      0.01,
    );
    const names = ['came true, with 95 % interval', 'of fewer than 10 rows', 'as confident as right'];
    const legend = marks.flatMap((mark) =>
      mark.kind === 'label' && names.includes(mark.text) ? [mark.y] : [],
    );
    const points = marks.flatMap((mark) => (mark.kind === 'line' && mark.opacity ? mark.points : []));
    expect(legend).toHaveLength(3);
    expect(Math.max(...legend)).toBeLessThan(Math.min(...points.map(([, y]) => y)));
  });
});
