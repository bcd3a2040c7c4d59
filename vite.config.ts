import { defineConfig } from 'vite';

/** The scripts and styles of our pages: each entry becomes dist/pages/<name>.js and <name>.css. */
const PAGES = {
  label: 'src/label/page/label.ts',
};

export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/pages',
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
