interface Page {
  readonly next_page_token: string | null;
}

interface PageAsked {
  readonly limit: number;
  readonly page_token?: string;
}

/** The server's own bound on one page. */
const mostOnAPage = 1000;

export interface Gathered<Item> {
  readonly items: readonly Item[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** Page after page until `limit` items are there. */
export async function gather<Reply extends Page, Item>(
  limit: number,
  ask: (page: PageAsked) => Promise<Reply>,
  itemsOf: (reply: Reply) => readonly Item[],
): Promise<Gathered<Item>> {
  const items: Item[] = [];
  let token: string | null = null;
  do {
    const wanted = Math.min(mostOnAPage, limit - items.length);
    const reply: Reply = await ask({ limit: wanted, ...(token !== null && { page_token: token }) });
    items.push(...itemsOf(reply));
    token = reply.next_page_token;
  } while (token !== null && items.length < limit);
  return { items, more: token !== null };
}
