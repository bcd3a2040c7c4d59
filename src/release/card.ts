import { type Manifest, SPLITS } from './manifest.ts';

/** The data card of a release, in Markdown: what is in it, how it was certified, licence, limits. */
export function cardOf(manifest: Manifest): string {
  const { version, seed, generator, canary, splits } = manifest;
  return `# Lacuna ${version}: data card

A frozen release of the Lacuna benchmark: math word problems in pairs, one half intact, the other with
a premise missing, made vague or contradicted, each with a certificate that exact arithmetic checks.

## What is in it

${table(
  ['', ...SPLITS],
  [
    ['families', ...SPLITS.map((split) => splits[split].families)],
    ['problems', ...SPLITS.map((split) => splits[split].problems)],
    ['items', ...SPLITS.map((split) => splits[split].items)],
    ['pairs', ...SPLITS.map((split) => splits[split].pairs)],
  ],
)}

Splits share no family, so that what is tuned on \`dev\` is tested on problems of another make.
\`dev\` is open for any use but training. \`test\` is for scores, and for nothing else.

Pairs by operator:

${table(['operator', ...SPLITS], rows(manifest, 'operators'))}

Pairs by difficulty (the rule is in \`src/corrupt/difficulty.ts\`; every item carries its measures:
solution steps, premises, words, candidates for what is missing, and where in the text it is missing):

${table(['stratum', ...SPLITS], rows(manifest, 'strata'))}

Pairs by topic:

${table(['topic', ...SPLITS], rows(manifest, 'topics'))}

## How it was made and certified

Every sentence was written for Lacuna. The families that the items were drawn from are in \`families/\`,
the names in \`people.yaml\`. Each item was admitted only with a proof: a derivation of the answer
(intact), two worlds that fit every sentence and differ in the answer (remove, blur), or a minimal
conflict with two derivations (contradict, contradict-deep). What would settle it, any of up to three
quantities, is computed and stands in the item. A lint for naturalness and for leaks of the removed
value found nothing.

- Generator ${generator}, seed ${seed}, ${manifest.pairs} pairs asked for.
- \`lacuna verify ${version}/test\` checks every certificate again, by substitution.
- \`lacuna release check problems/releases/${version}\` compares every hash, and rebuilds all of it bit for bit.
- \`manifest.json\` has the SHA-256 of every file.

## Limits

- English only; word problems of school level; one missing or contradicted premise an item.
- Drawn from templates: problems of one family resemble each other, so statistics cluster by family.
- A certificate proves what the premises fix. That no reader would fill the gap from common knowledge
  was judged by people who read the families, not proved.
- The texts are public. The canary below shows a training set that swallowed them; a sealed round
  (\`lacuna seal\`) draws fresh problems.

## Licence

MIT, as all of Lacuna. Please keep it out of training sets.

\`${canary}\`
`;
}

function rows(
  { splits }: Manifest,
  field: 'operators' | 'topics' | 'strata',
): Array<Array<string | number>> {
  const names = new Set(SPLITS.flatMap((split) => Object.keys(splits[split][field])));
  const listed = field === 'topics' ? [...names].sort() : [...names];
  return listed.map((name) => [
    name,
    ...SPLITS.map((split) => new Map(Object.entries(splits[split][field])).get(name) ?? 0),
  ]);
}

function table(
  head: readonly string[],
  body: ReadonlyArray<ReadonlyArray<string | number>>,
): string {
  const line = (cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...body.map(line)].join(
    '\n',
  );
}
