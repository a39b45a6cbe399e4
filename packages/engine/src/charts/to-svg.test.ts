import { describe, expect, it } from 'vitest';
import { type Drawing, label } from './drawing.ts';
import { escapeXml, toSvg } from './to-svg.ts';

const drawing = (text: string): Drawing => ({
  width: 10,
  height: 10,
  title: text,
  description: text,
  marks: [label(0, 5, text, 5)],
});

describe('toSvg', () => {
  it('escapes whatever a label holds', () => {
    const svg = toSvg(drawing('</text><script>alert("&")</script>'));
    expect(svg).not.toContain('<script');
    expect(svg.match(/&#60;script&#62;/g)).toHaveLength(3);
  });

  it('says what it shows to those who cannot see it', () => {
    const svg = toSvg(drawing('a chart'), { id: 'roc' });
    expect(svg).toContain('role="img" aria-labelledby="roc-t roc-d"');
    expect(svg).toContain('<title id="roc-t">a chart</title>');
    expect(svg).toContain('prefers-color-scheme:dark');
  });
});

describe('escapeXml', () => {
  it('has no character that XML cannot hold', () => {
    expect(escapeXml('a\u0000b\u001b\ud800\uffff')).toBe('a\ufffdb\ufffd\ufffd\ufffd');
    expect(escapeXml(`"'<>&`)).toBe('&#34;&#39;&#60;&#62;&#38;');
  });
});
