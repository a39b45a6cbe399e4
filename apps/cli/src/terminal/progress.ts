import { duration } from './numbers.ts';
import { type Paint, painter } from './paint.ts';

export interface Progress<Stage extends string> {
  /** A fraction that is null is not known: time alone is shown. */
  readonly update: (stage: Stage, fraction: number | null) => void;
  /** Takes the bar away; what was quick leaves no trace. */
  readonly end: () => void;
}

/** What is over within a second needs no bar. */
const patienceMs = 1000;
/** In a log nobody waits: only what took long is worth a line among the results. */
const patienceInLogsMs = 3000;
/** The eye takes in ten pictures a second; more would only cost time. */
const frameMs = 100;
const barWidth = 28;

function barOf(reached: number, paint: Paint): string {
  const full = Math.round(barWidth * Math.min(1, reached));
  const bar = paint('cyan', '━'.repeat(full)) + paint('dim', '─'.repeat(barWidth - full));
  return `${bar} ${`${Math.round(100 * reached)}`.padStart(3)} %`;
}

/**
 * The stage under way on stderr: in a terminal a bar that is redrawn, elsewhere one line for each stage that
 * took over three seconds.
 */
export function progressOf<Stage extends string>(
  names: Readonly<Record<Stage, string>>,
  stream: NodeJS.WriteStream = process.stderr,
): Progress<Stage> {
  const paint = painter(stream);
  let current: Stage | null = null;
  let began = 0;
  let reached: number | null = 0;
  let drawn = false;

  const clear = (): void => {
    if (drawn) stream.write('\r\x1b[2K');
    drawn = false;
  };
  const draw = (): void => {
    const elapsed = performance.now() - began;
    if (current === null || !stream.isTTY || elapsed < patienceMs) return;
    const bar = reached === null ? '' : `${barOf(reached, paint)}  `;
    stream.write(`\r\x1b[2K  ${names[current].padEnd(18)} ${bar}${duration(elapsed / 1000)}`);
    drawn = true;
  };
  const timer = stream.isTTY ? setInterval(draw, frameMs).unref() : null;
  const finishStage = (): void => {
    const elapsed = performance.now() - began;
    clear();
    if (current !== null && elapsed >= (stream.isTTY ? patienceMs : patienceInLogsMs))
      stream.write(`${paint('dim', `  ${names[current].padEnd(18)} ${duration(elapsed / 1000)}`)}\n`);
  };

  return {
    update: (stage, fraction) => {
      if (stage !== current) {
        if (current !== null) finishStage();
        current = stage;
        began = performance.now();
      }
      reached = fraction;
    },
    end: () => {
      if (timer) clearInterval(timer);
      if (current !== null) finishStage();
      current = null;
    },
  };
}
