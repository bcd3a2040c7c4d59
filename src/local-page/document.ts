import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A whole page. `name` is that of its script and style sheet, `base` the path that all addresses begin with. */
export function document(
  { title, name, base }: { title: string; name: string; base: string },
  body: Html,
): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${base}/${name}.css" />
        <script type="module" src="${base}/${name}.js"></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
