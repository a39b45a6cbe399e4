import { createDistribution, type Distribution, histogram } from './distribution.ts';
import { counter, gauge, type MetricFamily } from './family.ts';

/** Counts of one route: made when the route is, so that a request only adds to numbers. */
export interface RouteMeter {
  readonly ended: (method: string, status: number, durationMs: number) => void;
}

export interface RequestMeter {
  /** By pattern; the same pattern is the same meter. */
  readonly route: (pattern: string) => RouteMeter;
  readonly begun: () => void;
  /** Once for each that began; what it was is told to its route’s meter. */
  readonly over: () => void;
  /** That began and are not over. */
  readonly inFlight: () => number;
  readonly families: () => readonly MetricFamily[];
}

/** Of OpenTelemetry’s HTTP conventions, and below them: a prediction takes a tenth of a millisecond. */
export const requestSeconds = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** RFC 9110 §9 and RFC 5789. Any other word in a request’s first line is its sender’s, and would be a series of its own. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'] as const;
const other = '_OTHER';

interface RouteCounts {
  readonly meter: RouteMeter;
  readonly byMethod: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly seconds: Distribution;
}

export function createRequestMeter(): RequestMeter {
  const routes = new Map<string, RouteCounts>();
  let begun = 0;
  let over = 0;
  return {
    route: (pattern) => {
      const counts = routes.get(pattern) ?? createRouteCounts();
      routes.set(pattern, counts);
      return counts.meter;
    },
    begun: () => {
      begun++;
    },
    over: () => {
      over++;
    },
    inFlight: () => begun - over,
    families: () => {
      // A route that nobody has asked for is not a series yet.
      const asked = [...routes].filter(([, { byMethod }]) => byMethod.size > 0);
      return [
        counter(
          'verdict_http_requests_total',
          'Requests that are over, by route pattern, method and status; 499 where the client left first.',
          asked.flatMap(([route, { byMethod }]) =>
            [...byMethod].flatMap(([method, byStatus]) =>
              [...byStatus].map(([status, value]) => ({
                labels: { route, method, status: String(status) },
                value,
              })),
            ),
          ),
        ),
        histogram(
          'verdict_http_request_duration_seconds',
          'From the last header of a request to the end of its reply.',
          asked.map(([route, { seconds }]) => ({ labels: { route }, distribution: seconds })),
        ),
        gauge('verdict_http_in_flight', 'Requests that have begun and are not over.', [
          { value: begun - over },
        ]),
      ];
    },
  };
}

function createRouteCounts(): RouteCounts {
  const byMethod = new Map<string, Map<number, number>>();
  const seconds = createDistribution(requestSeconds);
  return {
    byMethod,
    seconds,
    meter: {
      ended: (method, status, durationMs) => {
        const known = methods.includes(method as (typeof methods)[number]) ? method : other;
        let byStatus = byMethod.get(known);
        if (!byStatus) {
          byStatus = new Map();
          byMethod.set(known, byStatus);
        }
        byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
        seconds.observe(durationMs / 1000);
      },
    },
  };
}
