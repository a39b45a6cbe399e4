import type { MetricFamily } from './family.ts';

export type MetricsFormat = 'prometheus' | 'openmetrics';

export const metricsTypes: Readonly<Record<MetricsFormat, string>> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** OpenMetrics for whoever asks for it by name; what reads it also reads the older text, so weights do not matter. */
export function formatFor(accept: string | undefined): MetricsFormat {
  return accept !== undefined && /\bapplication\/openmetrics-text(?:$|[\s;,])/i.test(accept)
    ? 'openmetrics'
    : 'prometheus';
}

/**
 * Prometheus text 0.0.4 (prometheus.io, Exposition formats) or OpenMetrics 1.0. They differ in three things that
 * matter here: the family of a counter is named without `_total`, backslash, quote and line feed are escaped in
 * HELP too, and the end is said.
 */
export function writeMetrics(families: readonly MetricFamily[], format: MetricsFormat): string {
  const open = format === 'openmetrics';
  const lines: string[] = [];
  for (const { name, help, kind, samples } of families) {
    const family = open && kind === 'counter' ? name.replace(/_total$/, '') : name;
    lines.push(`# HELP ${family} ${open ? escapeLabel(help) : escapeHelp(help)}`, `# TYPE ${family} ${kind}`);
    for (const { suffix, labels, value } of samples) {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
      const braces = pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
      lines.push(`${name}${suffix}${braces} ${valueText(value)}`);
    }
  }
  if (open) lines.push('# EOF');
  return `${lines.join('\n')}\n`;
}

function valueText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** Half a surrogate pair is no UTF-8: two names that differ in it alone would become one series twice. */
function escapeLabel(text: string): string {
  return escapeHelp(text.isWellFormed() ? text : JSON.stringify(text).slice(1, -1)).replaceAll('"', '\\"');
}
