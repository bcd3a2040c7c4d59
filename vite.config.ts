import { defineConfig } from 'vite';

/** The scripts and styles of our pages: each entry becomes dist/pages/<name>.js and <name>.css. */
const PAGES = {
  label: 'src/label/page/label.ts',
  view: 'src/view/page/view.tsx',
  site: 'leaderboard/site/page/site.tsx',
};

export default defineConfig({
  publicDir: false,
  // tsconfig.json, which says so too, leaves the pages out.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/pages',
    // Says which files a page's script imports.
    manifest: true,
    modulePreload: false,
    // One style sheet a page: a page loads only its own.
    cssCodeSplit: true,
    rolldownOptions: {
      input: PAGES,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
