/** What one logged model may hold. Lengths are characters. */
export const loggedModelLimits = {
  nameLength: 500,
  typeLength: 500,
  keyLength: 255,
  /** MLflow's narrowest database keeps as much text. */
  valueLength: 65_535,
  /** Its clients send a hundred at once. */
  entries: 1000,
  /** With the metrics of a page of runs, about as much as one answer can bring. */
  page: 1000,
  /** Of one model on a page of many, the newest; whoever wants more asks for the model alone. */
  pageMetrics: 1000,
  /** Of one model alone: a page of a metric's history. */
  metrics: 25_000,
  orderColumns: 10,
  datasets: 100,
} as const;
