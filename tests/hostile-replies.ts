/** Replies that would run, load or send something where they were taken for markup. */
export const HOSTILE: readonly string[] = [
  '<script>window.owned = 1</script>',
  '<img src="http://127.0.0.1:9/x.png" onerror="window.owned = 1">',
  '"><svg onload="window.owned = 1">',
  '</div></main><iframe src="javascript:parent.owned = 1"></iframe>',
  '<a href="javascript:window.owned = 1" data-key="9">9</a>',
  '<form action="http://127.0.0.1:9/"><button data-key="1" name="label" value="solves">1</button></form>',
  "';window.owned = 1;//",
  '<style>body { display: none }</style>',
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
  '<base href="http://127.0.0.1:9/">',
  '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
  '&lt;script&gt;window.owned = 1&lt;/script&gt; &#60;b&#62;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
  '`${window.owned = 1}` {{constructor.constructor("window.owned = 1")()}}',
  '<template><script>window.owned = 1</script></template><math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.owned=1&gt;">',
  'A line\n\n# not a heading\n<b>not bold</b>\ttab',
];
