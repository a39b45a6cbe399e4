/** The parts of the console as its menu shows them, in the order of the loop. */
export const sections = [
  { path: '/', name: 'Home' },
  { path: '/data', name: 'Data' },
  { path: '/runs', name: 'Runs' },
  { path: '/models', name: 'Models' },
  { path: '/try', name: 'Try it' },
  { path: '/live', name: 'Live' },
  { path: '/predictions', name: 'Predictions' },
  { path: '/label', name: 'Label' },
  { path: '/batches', name: 'Batches' },
  { path: '/jobs', name: 'Jobs' },
  { path: '/events', name: 'Events' },
  { path: '/people', name: 'People' },
] as const;
