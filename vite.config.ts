import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** The scripts and styles of our pages: each entry becomes dist/pages/<name>.js and <name>.css. */
const PAGES = {
  label: 'src/label/page/label.ts',
  view: 'src/view/page/view.tsx',
  site: 'leaderboard/site/page/site.tsx',
};

/** `vite preview` answers an address that is unknown as a static host does: with the site's 404.html. */
const notFound: Plugin = {
  name: 'not-found',
  configurePreviewServer({ config, middlewares }) {
    const page = resolve(config.root, config.build.outDir, '404.html');
    middlewares.use((request, _response, next) => {
      request.url = request.url?.replace(/^([^?#]*\/)(?=$|[?#])/, '$1index.html');
      next();
    });
    // After the files.
    return () => {
      middlewares.use((_request, response) => {
        response.statusCode = 404;
        readFile(page).then(
          (html) => response.setHeader('content-type', 'text/html').end(html),
          () => response.end('Not found'),
        );
      });
    };
  },
};

export default defineConfig({
  // Pages of their own, none of which answers for another.
  appType: 'mpa',
  plugins: [notFound],
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
