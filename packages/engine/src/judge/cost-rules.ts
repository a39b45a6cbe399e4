import type { JudgeNumbers, Reason, Rule } from './judgement.ts';
import type { Policy } from './policy.ts';
import { megabytes, milliseconds } from './wording.ts';

interface Cost {
  readonly rule: Rule;
  readonly name: string;
  readonly candidate: number;
  readonly champion: number | null;
  readonly most: number | null;
  /** Of the champion's. */
  readonly mostRatio: number | null;
  readonly figure: (value: number) => string;
}

/** What serving it costs: bytes of the file, and the time of one text. */
export function costReasons({ size_bytes, latency_ms }: JudgeNumbers, policy: Policy): readonly Reason[] {
  return [
    reasonOf({
      rule: 'size',
      name: 'The model file has',
      ...size_bytes,
      most: policy.maxSizeBytes,
      mostRatio: policy.maxSizeRatio,
      figure: megabytes,
    }),
    ...(latency_ms === null
      ? []
      : [
          reasonOf({
            rule: 'latency',
            name: 'One text takes',
            ...latency_ms,
            most: policy.maxLatencyMs,
            mostRatio: policy.maxLatencyRatio,
            figure: milliseconds,
          }),
        ]),
  ];
}

function reasonOf({ rule, name, candidate, champion, most, mostRatio, figure }: Cost): Reason {
  const relative = champion === null || mostRatio === null ? null : champion * mostRatio;
  const passed = (most === null || candidate <= most) && (relative === null || candidate <= relative);
  const limits = [
    ...(most === null ? [] : [`up to ${figure(most)}`]),
    ...(relative === null ? [] : [`up to ${mostRatio} times the champion's`]),
  ];
  const against = champion === null ? '' : ` against ${figure(champion)}`;
  const allowed = limits.length === 0 ? 'there is no limit' : `${limits.join(' and ')} is allowed`;
  return { rule, passed, message: `${name} ${figure(candidate)}${against}; ${allowed}.` };
}
