/** What an import may bring. Other systems' files bound less than our routes do, and what they hold should not be lost. */
export const importLimits = {
  /** Values of parameters and tags: a list shows them whole, and old file stores kept histories of models in a tag. */
  valueLength: 65_535,
  /** Prompts are texts of versions, kept in a tag. */
  versionTagLength: 200_000,
  /** One statement of so many rows takes under a second, and about a megabyte of JSON brings them. */
  points: 50_000,
  statusMessageLength: 5000,
  locationLength: 2000,
  modelNameLength: 256,
} as const;
