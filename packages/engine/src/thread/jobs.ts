/** What runs on the engine's thread, each loaded when it is asked for. */
export const jobs = {
  freeze: async () => (await import('../freeze/freeze-data.ts')).freezeData,
  train: async () => (await import('../train/train-model.ts')).trainModel,
  rebuild: async () => (await import('../rebuild/rebuild-model.ts')).rebuildModel,
  evaluate: async () => (await import('../evaluate/evaluate-file.ts')).evaluateFile,
  gather: async () => (await import('../label/gather-texts.ts')).gatherTexts,
  label: async () => (await import('../label/label-texts.ts')).labelTexts,
  judge: async () => (await import('../judge/judge-models.ts')).judgeModels,
};

export type JobName = keyof typeof jobs;
type Job<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>;

export type JobRequest<Name extends JobName> = Parameters<Job<Name>>[0];
export type JobEvent<Name extends JobName> = Parameters<Parameters<Job<Name>>[1]['report']>[0];
export type JobOutput<Name extends JobName> = Awaited<ReturnType<Job<Name>>>;
