/** Labels that MLflow's clients move versions between. What serves is the champion, whatever its label. */
export const stages = ['None', 'Staging', 'Production', 'Archived'] as const;
export type Stage = (typeof stages)[number];

/** However it is written; null: there is no such stage. */
export function parseStage(text: string): Stage | null {
  return stages.find((stage) => stage.toLowerCase() === text.toLowerCase()) ?? null;
}

/** In a stage of these, MLflow has one version by custom: the others are archived when one more comes. */
export function isActiveStage(stage: Stage): boolean {
  return stage === 'Staging' || stage === 'Production';
}
