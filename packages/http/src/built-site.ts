import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readStaticFiles, type StaticFiles } from './static-files.ts';

/** What a build of a site left: files for browsers, and the function that writes pages. */
export interface BuiltSite<Page> {
  readonly files: StaticFiles;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  readonly render: (page: Page) => string;
}

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

/** Null where nothing was built. */
export async function loadBuiltSite<Page>(dist: string): Promise<BuiltSite<Page> | null> {
  const renderFile = join(dist, 'server', 'render.js');
  const files = readStaticFiles(join(dist, 'client'));
  if (!files || !existsSync(renderFile)) return null;
  const manifest: Record<string, ManifestEntry> = JSON.parse(
    readFileSync(join(dist, 'client', 'manifest.json'), 'utf8'),
  );
  const entry = manifest['pages/client.tsx'];
  const { render } = (await import(pathToFileURL(renderFile).href)) as {
    readonly render: (page: Page) => string;
  };
  return {
    files,
    styles: (entry.css ?? []).map((path) => `/${path}`),
    scripts: [`/${entry.file}`],
    render,
  };
}
