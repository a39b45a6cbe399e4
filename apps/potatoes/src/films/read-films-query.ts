import { readFilmsQuery as readParams } from '../../pages/films/films-url.ts';
import type { FilmsQuery } from '../../pages/page-data.ts';

/** As the pages read their own address; of what is given twice, the first. */
export function readFilmsQuery(asked: Readonly<Record<string, unknown>>): FilmsQuery {
  return readParams({
    get: (name) => {
      const value = asked[name];
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' ? first : null;
    },
  });
}
