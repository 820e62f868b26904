/** One line of the Prometheus text format. */
export interface Metric {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const MAX_LINES = 50_000;
const MAX_LINE_LENGTH = 4_000;
const LINE = /^([a-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?\s*$/i;
const LABEL = /([a-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/gi;

/**
 * Reads the Prometheus text exposition format, version 0.0.4. Comments and lines that are none of it are left out.
 * @param body anything may be in it
 */
export function readPrometheusText(body: string): Metric[] {
  const metrics: Metric[] = [];
  for (const line of body.split('\n', MAX_LINES)) {
    if (line.startsWith('#') || line.length > MAX_LINE_LENGTH) continue;
    const [, name, inner = '', written] = LINE.exec(line) ?? [];
    if (name === undefined || written === undefined) continue;
    const value = Number(written.replace(/^([+-]?)inf$/i, '$1Infinity'));
    const labels = [...inner.matchAll(LABEL)].map(([, key = '', text = '']) => [key, unescape(text)] as const);
    if (!Number.isNaN(value)) metrics.push({ name, labels: Object.fromEntries(labels), value });
  }
  return metrics;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
}
