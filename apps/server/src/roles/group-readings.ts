import { type MetricFamily, mergeMetrics } from '../metrics/index.ts';

/** What the processes of a group have counted, together; no count goes back when one of them ends, or answers late. */
export interface GroupReadings<Member> {
  readonly heard: (member: Member, families: readonly MetricFamily[]) => void;
  /** It has ended: what it had counted stays, what it had measured goes. */
  readonly left: (member: Member) => void;
  readonly all: () => readonly MetricFamily[];
}

/**
 * Whoever watches takes a count that has become less for a restart, and all that is left of it for new: one process of
 * two that ends would look like as many requests as the other has ever answered.
 */
export function createGroupReadings<Member>(): GroupReadings<Member> {
  const last = new Map<Member, readonly MetricFamily[]>();
  let ofThoseThatLeft: readonly MetricFamily[] = [];
  return {
    heard: (member, families) => {
      last.set(member, families);
    },
    left: (member) => {
      const counted = (last.get(member) ?? []).filter(({ kind }) => kind !== 'gauge');
      ofThoseThatLeft = mergeMetrics([ofThoseThatLeft, counted]);
      last.delete(member);
    },
    all: () => mergeMetrics([...last.values(), ofThoseThatLeft]),
  };
}
