import type { PageQuery } from '@verdict/api';

/** The wire's names of a page as the record's. */
export function pageOf({ limit, page_token }: PageQuery): { limit?: number; pageToken?: string } {
  return {
    ...(limit !== undefined && { limit }),
    ...(page_token !== undefined && { pageToken: page_token }),
  };
}
