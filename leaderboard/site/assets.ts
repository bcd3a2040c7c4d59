import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CARD_RULES } from '../../src/card/styles.ts';
import { chartProperties } from '../../src/charts/theme.ts';
import { packageFile } from '../../src/package-root.ts';

/** What Vite says of each file that it made. */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);

const ENTRY = 'leaderboard/site/page/site.tsx';

/** The gap in the wordmark, for the browser's tab. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b4f8a"/><path d="M8 21.5h16" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-dasharray="0.1 5.3"/></svg>
`;

export interface Assets {
  /** By their path in the site. */
  readonly files: ReadonlyMap<string, string>;
  /** Of all of them. */
  readonly version: string;
}

/** The script and the style sheets of the site's pages; what Vite made of them was built with the package. */
export async function readAssets(): Promise<Assets> {
  const dir = packageFile('dist/pages');
  const manifest = Manifest.parse(
    JSON.parse(await readFile(join(dir, '.vite/manifest.json'), 'utf8')),
  );
  const names = new Set<string>();
  const follow = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || names.has(chunk.file)) return;
    for (const name of [chunk.file, ...chunk.css]) names.add(name);
    for (const imported of chunk.imports) follow(imported);
  };
  follow(ENTRY);
  const files = new Map([
    ['assets/icon.svg', ICON],
    ['assets/charts.css', chartStyles()],
  ]);
  for (const name of names) files.set(`assets/${name}`, await readFile(join(dir, name), 'utf8'));
  const hash = createHash('sha256');
  for (const text of files.values()) hash.update(text);
  return { files, version: hash.digest('hex').slice(0, 8) };
}

/** The colours of charts, and what is inside of a card. */
function chartStyles(): string {
  return `:root{${chartProperties('light')}}
@media (prefers-color-scheme:dark){:root{${chartProperties('dark')}}}
${CARD_RULES}
`;
}
