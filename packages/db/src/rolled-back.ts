/** What PostgreSQL would say of a commit that came to nothing, were it an error: 25P02. */
export const rolledBack = {
  code: '25P02',
  message: 'The transaction was rolled back: a statement in it had failed.',
} as const;
