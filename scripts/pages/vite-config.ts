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

/**
 * The sites are written for React and built with Preact, which takes a tenth of its bytes: on a telephone the script
 * is most of what a first visit waits for. What is given up (React's own devtools, concurrent rendering) they use not.
 */
const preact: NonNullable<InlineConfig['resolve']> = {
  alias: [
    { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
    { find: /^react-dom\/server$/, replacement: 'preact-render-to-string' },
    { find: /^react(?:-dom)?$/, replacement: 'preact/compat' },
  ],
};

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
    resolve: preact,
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

/** The server's half, in one file with Preact in it, so that an image needs no other. */
export function renderConfig(folder: string): InlineConfig {
  return {
    ...common(folder),
    resolve: preact,
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
