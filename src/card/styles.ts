import { CHART_RULES, chartProperties, OUTCOME_ORDER } from '../charts/theme.ts';

const LIGHT =
  'color-scheme:light;--ink:#1b1f24;--soft:#59616c;--ground:#fff;--raised:#f6f7f9;--rule:#dfe3e8;--link:#0a58a6;--mark:#ffeec2;--mark-ink:#3d2c00;--evidence:#dcebf8;--warn:#fff6e5;--warn-rule:#e0a030;';
const DARK =
  'color-scheme:dark;--ink:#e7eaee;--soft:#a3abb6;--ground:#14171c;--raised:#1d2127;--rule:#333a43;--link:#7cc0f5;--mark:#574513;--mark-ink:#ffecc0;--evidence:#173a58;--warn:#2b2416;--warn-rule:#a97a23;';

/**
 * A shadow at the edge behind which more of a table stands: two covers go with what scrolls, and hide the
 * shadows, which stay, at the ends (after Verou 2012). The page sets --ground.
 */
export const SCROLL_HINT =
  'background:linear-gradient(90deg,var(--ground) 40%,transparent) left/3rem 100% no-repeat local,linear-gradient(270deg,var(--ground) 40%,transparent) right/3rem 100% no-repeat local,linear-gradient(90deg,#0006,#0000) left/1rem 100% no-repeat scroll,linear-gradient(270deg,#0006,#0000) right/1rem 100% no-repeat scroll;';

/** Rules for what is inside of a card, wherever it stands: a page that shows one brings its own colours. */
export const CARD_RULES = `
${CHART_RULES}
.card{max-width:58rem;margin:0 auto;padding:0 1.25rem 3rem;overflow-wrap:break-word}
.card h2{font-size:1.45rem;line-height:1.25;margin:3.2rem 0 .6rem;letter-spacing:-.01em}
.card h3{font-size:1.12rem;line-height:1.3;margin:2.1rem 0 .5rem}
.card h4{font-size:1rem;margin:1.6rem 0 .4rem}
.card h5{font-size:.95rem;margin:1.4rem 0 .4rem}
.card .level-2+.level-2>h2{border-top:1px solid var(--rule);padding-top:1.6rem}
.card p{margin:.5rem 0}
.card section>p,.card .summary,.about-lacuna{max-width:46rem}
.card .lead{color:var(--soft)}
.card .contents{font-size:.92rem;margin:1.2rem 0}
.card .contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:0}
.card .contents a{text-decoration-thickness:1px;text-underline-offset:.2em}
.card .summary{font-size:1.12rem;line-height:1.55}
.card .summary p{margin:.35rem 0}
.card figure{margin:1rem 0}
.card figcaption{color:var(--soft);font-size:.85rem;margin-top:.5rem}
.card .narrow{display:none}
.card .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.4rem,1fr));gap:.75rem;margin:1.5rem 0}
.card .tiles>div{background:var(--raised);border-radius:.6rem;padding:.85rem 1rem .8rem}
.card .tiles dt{font-size:.85rem;color:var(--soft);font-weight:600;overflow-wrap:anywhere}
.card .tiles dd{margin:0}
.card .tiles .big{font-size:1.9rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
.card .tiles .small{font-size:.82rem;color:var(--soft);font-variant-numeric:tabular-nums}
.card .tiles .slope{background:none;box-shadow:inset 0 0 0 1px var(--rule)}
.card ul.warnings,.card div.warnings{background:var(--warn);border-left:4px solid var(--warn-rule);border-radius:.3rem;padding:.7rem 1.1rem;margin:1rem 0;list-style:none}
.card ul.warnings li+li{margin-top:.55rem}
.scroll{${SCROLL_HINT}}
.card .scroll{position:relative;left:50%;transform:translateX(-50%);width:max-content;min-width:100%;max-width:max(100%,min(74rem,100vw - 3.5rem));overflow-x:auto;margin:1rem 0;border:1px solid var(--rule);border-radius:.5rem}
.card .scroll:has(.words){max-width:100%}
.card table{border-collapse:collapse;width:100%;font-size:.86rem;font-variant-numeric:tabular-nums}
.card caption{text-align:left;padding:.6rem;color:var(--soft);font-size:.85rem}
.card th,.card td{padding:.42rem .5rem;text-align:right;white-space:nowrap;border-top:1px solid var(--rule);vertical-align:top}
.card thead th{color:var(--soft);font-weight:600}
.card tr>:first-child{text-align:left}
.card tbody th{font-weight:600}
.card .words td,.card .words thead th{text-align:left;white-space:normal;overflow-wrap:anywhere}
.card .value{font-weight:600}
.card .bounds{display:block;color:var(--soft);font-size:.74rem}
.card .budget{display:block;color:var(--soft);font-weight:400}
.card details{margin:.6rem 0}
.card summary{cursor:pointer;color:var(--link);padding:.25rem 0}
.card .meanings,.card .settings{margin:.8rem 0;font-size:.92rem}
.card .meanings>div,.card .settings>div{display:grid;grid-template-columns:8.5rem 1fr;gap:.2rem 1rem;padding:.3rem 0;border-top:1px solid var(--rule)}
.card .meanings dt,.card .settings dt{color:var(--soft)}
.card .meanings dd,.card .settings dd{margin:0;overflow-wrap:anywhere}
.card .side-by-side{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 1rem;align-items:start}
.card .conversation{border:1px solid var(--rule);border-radius:.6rem;padding:1rem 1.15rem;margin:1.1rem 0}
.card .conversation>:first-child{margin-top:0}
.card .about{color:var(--soft);font-size:.86rem}
.card .about b{color:var(--ink)}
.card code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.88em;overflow-wrap:anywhere}
.card pre{background:var(--raised);border-radius:.5rem;padding:.9rem 1rem;overflow-x:auto;line-height:1.6;font-size:.9rem}
.card pre code{overflow-wrap:normal}
.card blockquote{margin:.8rem 0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--rule)}
.card mark{background:var(--mark);color:var(--mark-ink);border-radius:.2rem;padding:.05em .25em}
.card mark.evidence{background:var(--evidence);color:inherit}
.card mark b{font-weight:600;font-size:.82em;opacity:.85;padding-right:.25em}
.card mark del{text-decoration-thickness:1px}
.card .settles{color:var(--soft);font-size:.92rem}
.card .turn{margin-top:.8rem}
.card .reply,.card .user{background:var(--raised);border-radius:.5rem;padding:.6rem .9rem;margin:.5rem 0}
.card .user{margin-left:2.5rem}
.card .who{font-size:.75rem;font-weight:600;color:var(--soft);margin:0 0 .2rem;text-transform:uppercase;letter-spacing:.05em}
.card .shown{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
.card .thought .shown{color:var(--soft);font-size:.92rem;border-left:3px solid var(--rule);padding-left:.9rem}
.card .empty,.card .more{color:var(--soft);font-style:italic}
.card .label{display:inline-block;border-radius:.3rem;padding:0 .45em;font-weight:600;line-height:1.5}
${labelRules()}
@media (max-width:40rem){.card{padding:0 1rem 2rem}.card .wide{display:none}.card .narrow{display:block}.card h2{margin-top:2.4rem}.card .meanings>div,.card .settings>div{grid-template-columns:1fr}.card .user{margin-left:1rem}}
@media print{.card details>*{display:block}.card details::details-content{content-visibility:visible;display:block}.card summary{display:none}.card .conversation,.card figure,.card .tiles>div{break-inside:avoid}.card h2,.card h3,.card h4{break-after:avoid}.card .contents{display:none}.card .scroll{overflow:visible;background:none;width:auto;left:0;transform:none}.card .reply,.card .user,.card .tiles>div,.card .label{print-color-adjust:exact;-webkit-print-color-adjust:exact}.card table{font-size:.7rem}.card th,.card td{padding:.25rem .35rem}.card pre{white-space:pre-wrap}}
`;

/** The whole style sheet of the file. */
export const CARD_STYLES = `
:root{${LIGHT}${chartProperties('light')}}
@media (prefers-color-scheme:dark){:root{${DARK}${chartProperties('dark')}--chart-ground:#14171c}}
@media print{:root{${LIGHT}${chartProperties('light')}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.4rem .8rem}
.top,footer{max-width:58rem;margin:0 auto;padding:3rem 1.25rem 0}
.top h1{font-size:2.3rem;line-height:1.15;letter-spacing:-.025em;margin:.2rem 0 .4rem;overflow-wrap:anywhere}
.kicker{margin:0;color:var(--soft);font-weight:600;font-size:.85rem;text-transform:uppercase;letter-spacing:.08em}
.under{margin:0;color:var(--soft)}
.about-lacuna{margin:1.2rem 0 1.6rem;padding-left:1rem;border-left:3px solid var(--rule);color:var(--soft)}
footer{padding:1rem 1.25rem 3rem;color:var(--soft);font-size:.88rem}
@media (max-width:40rem){.top{padding:1.6rem 1rem 0}.top h1{font-size:1.7rem}footer{padding:1rem 1rem 2rem}}
@media print{.skip{display:none}body{font-size:10pt}.top,.card{padding-top:0;max-width:none}}
${CARD_RULES}`;

/** A label looks as its part of a bar does. */
function labelRules(): string {
  return OUTCOME_ORDER.map(
    (name) =>
      `.card .label-${name}{background:var(--outcome-${name});color:var(--outcome-${name}-ink)}`,
  ).join('\n');
}
