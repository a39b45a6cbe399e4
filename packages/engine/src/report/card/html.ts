import { escapeXml } from '../../charts/to-svg.ts';

/** Markup; whatever is no `Html` is text and is escaped. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | null | readonly Content[];

/** A template of markup whose values are text, or markup made by this function. Attributes stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return {
    markup: parts
      .map((part, index) => part + (index < values.length ? markupOf(values[index]) : ''))
      .join(''),
  };
}

/** Markup that was made elsewhere and has been escaped there. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeXml(content);
  if (typeof content === 'number') return String(content);
  if (isList(content)) return content.map(markupOf).join('');
  return content.markup;
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}
