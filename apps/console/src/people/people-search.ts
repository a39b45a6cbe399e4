export const peopleTabs = ['accounts', 'keys', 'password'] as const;
export type PeopleTab = (typeof peopleTabs)[number];

export interface PeopleSearch {
  readonly tab?: PeopleTab;
}

export function peopleSearch({ tab }: Readonly<Record<string, unknown>>): PeopleSearch {
  const known = peopleTabs.find((each) => each === tab);
  return known ? { tab: known } : {};
}
