import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Sets the chosen theme before the first paint: inline it would break the content security policy. */
function themeScript(): Plugin {
  return {
    name: 'verdict:theme',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'theme.js',
        source: readFileSync(`${root}packages/ui/src/theme.js`, 'utf8'),
      });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: '/theme.js' }, injectTo: 'head-prepend' }],
  };
}

const common = (folder: string): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
});

/** A page that the browser puts together: one index.html, and its parts as they are needed. */
export function appConfig(folder: string): InlineConfig {
  return {
    ...common(folder),
    plugins: [react(), tailwindcss(), themeScript()],
    build: { outDir: `${folder}/dist`, emptyOutDir: true, assetsInlineLimit: 0 },
  };
}

/** Pages that the server writes and the browser takes up: the browser's half. */
export function clientConfig(folder: string): InlineConfig {
  return {
    ...common(folder),
    plugins: [react(), tailwindcss(), themeScript()],
    build: {
      outDir: `${folder}/dist/client`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      manifest: 'manifest.json',
      rolldownOptions: { input: `${folder}/pages/client.tsx` },
    },
  };
}

/** The server's half, in one file with React in it, so that an image needs no other. */
export function renderConfig(folder: string): InlineConfig {
  return {
    ...common(folder),
    plugins: [react()],
    ssr: { noExternal: true },
    build: {
      outDir: `${folder}/dist/server`,
      emptyOutDir: true,
      ssr: `${folder}/pages/render.tsx`,
      rolldownOptions: { output: { entryFileNames: 'render.js' } },
    },
  };
}
