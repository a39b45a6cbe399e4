/** Fewer words carry too little for the model to judge by, and tell other visitors nothing. */
export const fewestWords = 5;
/** Two printed pages: longer than any review that people read to its end, and far below what Verdict takes. */
export const mostCharacters = 5000;
/** A line on a narrow screen. */
export const mostNameCharacters = 40;
/**
 * With four reviews a single one takes a film from ROTTEN (2 of 4) to CERTIFIED HOT (3 of 4); from five on there is
 * no number of reviews with which one could.
 */
export const fewestToCall = 5;
