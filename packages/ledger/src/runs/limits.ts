/** What one call and one row may hold. Lengths are characters. */
export const runLimits = {
  /** MLflow's clients refuse longer keys; a key stands in indexes, whose rows end at 2.7 kB. */
  keyLength: 250,
  /** MLflow's own bound, so that what is logged here can be moved there. */
  paramValueLength: 6000,
  /** MLflow's newest; its older servers kept 5000. */
  tagValueLength: 8000,
  /** Of a tag that is added to: hundreds of descriptions of models. */
  growingTagLength: 1_000_000,
  /** MLflow keeps as many of a tag of an experiment. */
  experimentTagValueLength: 20_000,
  nameLength: 500,
  userNameLength: 250,
  /** Ten calls of MLflow's size in one: about a megabyte of JSON, and one statement of 10,000 rows. */
  batchMetrics: 10_000,
  /** A run is read whole with its parameters and tags, and so is a page of runs. */
  batchParams: 1000,
  batchTags: 1000,
  batchInputs: 1000,
  inputNameLength: 500,
  inputDigestLength: 64,
  inputSourceTypeLength: 36,
  inputSourceLength: 65_535,
  inputSchemaLength: 1_048_575,
  inputProfileLength: 16_777_215,
  inputContextLength: 250,
  /** They lie with the input as one value, which is read with every run that is shown. */
  inputTags: 100,
  inputTagValueLength: 500,
  artifactPathLength: 1000,
  /** It is part of a key, and a row of a B-tree ends at 2.7 kB. */
  artifactPathBytes: 2000,
  /** Side by side: more columns than anybody reads. */
  comparedRuns: 100,
  /** Of a table that is scrolled through: a number each, 60 kB for ten thousand; nobody reads further. */
  listedRuns: 20_000,
  /** Lines of that table in one piece: several screens. */
  lines: 500,
  /** Names to choose from; who has more finds them by writing. */
  knownKeys: 1000,
  /** Curves that are drawn where none were asked for. */
  curveKeys: 6,
  /** A hundred classes, and all of them on one screen are more than can be told apart. */
  confusionBytes: 64 * 1024,
  /** Points are three numbers each, so a page holds more of them than of runs. */
  historyPage: 25_000,
  /** MLflow's clients ask for as many runs in one page. */
  searchPage: 50_000,
  filterLength: 10_000,
  /** Each is a subquery that the planner has to place. */
  filterConditions: 50,
  orderColumns: 5,
  /** Text is ordered by its first characters: the page token carries them. */
  orderedTextLength: 100,
} as const;
