/** The parts of the console as its menu shows them, in the order of the loop. */
export const sectionGroups = [
  { name: 'Overview', sections: [{ path: '/', name: 'Home' }] },
  {
    name: 'Build',
    sections: [
      { path: '/data', name: 'Data' },
      { path: '/runs', name: 'Runs' },
      { path: '/models', name: 'Models' },
    ],
  },
  {
    name: 'Serve',
    sections: [
      { path: '/try', name: 'Try it' },
      { path: '/live', name: 'Live' },
      { path: '/batches', name: 'Batches' },
    ],
  },
  {
    name: 'Learn',
    sections: [
      { path: '/predictions', name: 'Predictions' },
      { path: '/label', name: 'Label' },
    ],
  },
  {
    name: 'Operate',
    sections: [
      { path: '/jobs', name: 'Jobs' },
      { path: '/events', name: 'Events' },
      { path: '/people', name: 'People' },
    ],
  },
] as const;

export const sections = sectionGroups.flatMap((group) => [...group.sections]);
