import type { Page } from './page-data.ts';

export function SpamcheckPage({ page }: { readonly page: Page }) {
  return <main className="mx-auto max-w-5xl p-6 font-serif text-3xl">{page.kind}</main>;
}
