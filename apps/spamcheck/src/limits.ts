/** As many as Verdict reads of one text by default; the longest e-mail worth reading is far shorter. */
export const maxCharacters = 100_000;
/** Of one file. Some minutes of work, and as many rows as a browser holds with ease. */
export const maxMessages = 10_000;
/** In one request: long enough that the way hardly counts, short enough that a bar moves. */
export const maxTextsAtOnce = 200;
/** Of one request’s texts together: Verdict takes 2 MB as one body, and a character that is escaped has six bytes. */
export const maxCharactersAtOnce = 2 ** 18;
export const bodyLimitBytes = 2 ** 21;
/**
 * Of a long message the beginning is explained, by itself: the shares of its words hardly change, while the whole would
 * be megabytes of spans for the server and seconds of marked words for a browser.
 */
export const markedCharacters = 6000;
