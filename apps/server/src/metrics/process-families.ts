import { readdir } from 'node:fs/promises';
import { counter, gauge, type MetricFamily } from './family.ts';

/** Under the names that Prometheus’ own libraries use, which dashboards know. */
export async function processFamilies(): Promise<readonly MetricFamily[]> {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  const files = await openFiles();
  return [
    counter('process_cpu_seconds_total', 'CPU time of the process, of users and of the system.', [
      { value: (user + system) / 1e6 },
    ]),
    gauge(
      'process_start_time_seconds',
      'When the process began, in seconds since 1970; of several, the last.',
      [{ value: performance.timeOrigin / 1000 }],
      'max',
    ),
    gauge('process_resident_memory_bytes', 'Memory that the process occupies.', [{ value: rss }]),
    ...(files === null
      ? []
      : [gauge('process_open_fds', 'Files and connections that are open.', [{ value: files }])]),
    gauge('nodejs_heap_size_used_bytes', 'Of the JavaScript heap, in use.', [{ value: heapUsed }]),
    gauge('nodejs_heap_size_total_bytes', 'Of the JavaScript heap, taken.', [{ value: heapTotal }]),
    gauge('nodejs_external_memory_bytes', 'Held by JavaScript outside its heap, buffers among it.', [
      { value: external + arrayBuffers },
    ]),
  ];
}

/** Null where the system does not say. */
async function openFiles(): Promise<number | null> {
  try {
    return (await readdir('/proc/self/fd')).length;
  } catch {
    return null;
  }
}
