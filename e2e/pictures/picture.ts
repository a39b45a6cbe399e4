import type { Page } from 'playwright-core';

/** A page in one of its states, as somebody sees it. */
export interface Picture {
  /** `page-state`, the beginning of the file's name. */
  readonly name: string;
  readonly url: string;
  /** What is done until the state is there. */
  readonly reach?: (page: Page) => Promise<void>;
  /** The visible part alone: of what lies over the page, and of pages without an end. */
  readonly window?: true;
  /** Requests that find nobody, in a page that has already come. */
  readonly away?: string;
  /** Requests that never come back. */
  readonly hanging?: string;
  readonly cookies?: readonly { readonly name: string; readonly value: string }[];
}

export interface Site {
  readonly name: string;
  readonly pictures: readonly Picture[];
  readonly stop: () => Promise<void>;
}
