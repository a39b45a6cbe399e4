/**
 * One cell holds at most this many bytes. The longest texts that people classify (books, court files) stay
 * under 5 MB; what is larger is nearly always a quote that was never closed and swallowed the rest.
 */
export const largestCellBytes = 10 * 2 ** 20;

/** An unfinished row stays in memory, so it is bounded too: room for four of the largest cells. */
export const largestRowBytes = 4 * largestCellBytes;

/** The width of a spreadsheet's sheet; beyond it the line ends were not understood. */
export const mostCells = 16_384;

/**
 * Gzip makes labelled texts 3 to 10 times smaller, and templates with a name in them 30 times; its limit is 1,032,
 * at which 10 MB fill the memory with 10 GB. Smaller files may be as dense as they like: they do no harm.
 */
export const densestGzip = 100;
export const smallUnpackedBytes = 64 * 2 ** 20;

/** Large enough that a read's fixed cost vanishes, small enough to stay in the second-level cache. */
export const chunkBytes = 256 * 1024;

/** What delimiter, quoting and header are judged by. */
export const sampleBytes = 256 * 1024;

/** Column names are shown cut to this, so that a message stays a sentence. */
export const longestShownName = 40;
