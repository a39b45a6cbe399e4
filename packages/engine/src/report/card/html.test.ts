import { describe, expect, it } from 'vitest';
import { html, trusted } from './html.ts';

describe('html', () => {
  it('escapes whatever is not markup, in elements and in attributes', () => {
    const hostile = '"><script>';
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      '<p title="&#34;&#62;&#60;script&#62;">&#34;&#62;&#60;script&#62;</p>',
    );
  });

  it('keeps markup that it made, lists of it and numbers, and leaves null out', () => {
    expect(html`<ul>${[html`<li>${1}</li>`, html`<li>${'<'}</li>`]}${null}</ul>`.markup).toBe(
      '<ul><li>1</li><li>&#60;</li></ul>',
    );
    expect(html`${trusted('<br>')}`.markup).toBe('<br>');
  });
});
