export interface SweepInput {
  readonly todo: true;
}
export interface Swept {
  readonly todo: true;
}
export function sweep(_input: SweepInput): Promise<Swept> {
  throw new Error('being written');
}
