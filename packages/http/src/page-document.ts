export interface PageHead {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  readonly description?: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/**
 * A page as the server writes it: its markup, and the data it was made of for the browser to go on with. The data
 * stand in a script element that is no script, which a content security policy lets be and a browser never runs.
 */
export function pageDocument(head: PageHead, markup: string, data: unknown): string {
  const { lang, title, description, styles, scripts } = head;
  return [
    `<!doctype html><html lang="${escapeHtml(lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    description === undefined ? '' : `<meta name="description" content="${escapeHtml(description)}">`,
    '<link rel="icon" href="/icon.svg" type="image/svg+xml">',
    '<script src="/theme.js"></script>',
    ...styles.map((path) => `<link rel="stylesheet" href="${path}">`),
    ...scripts.map((path) => `<script type="module" src="${path}"></script>`),
    `</head><body><div id="root">${markup}</div>`,
    `<script type="application/json" id="page">${jsonForHtml(data)}</script></body></html>`,
  ].join('');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** No `<` at all: neither `</script` nor `<!--` can end the element or change how it is read. */
function jsonForHtml(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
