import { printable } from '../../report/plain-text.ts';
import type { CardRun } from '../model-card.ts';
import { releaseWords } from '../words.ts';
import { DataTable } from './data-table.tsx';

/** How the run was held. */
export function Settings({ run }: { readonly run: CardRun }) {
  const { settings, provenance, grader } = run;
  const { protocol, maxTurns, answers, prices, user, batch } = settings;
  const resolve = `resolve, up to ${maxTurns} turns, the user answers ${answers === 'all' ? 'all that is asked' : 'one question a turn'}, ${user ? `${user.model} reads for it` : 'rules read for it'}`;
  const lines: ReadonlyArray<readonly [string, string]> = [
    ['model', settings.model],
    ['endpoint', `${settings.baseUrl} (${settings.api}, dialect ${settings.dialect})`],
    ['items', releaseWords(provenance.release, settings)],
    ['pairs', `${run.pairs} of ${run.families} families`],
    ['protocol', protocol === 'resolve' ? resolve : protocol],
    ['policy', settings.policy],
    ['epochs', String(settings.epochs)],
    ['seed', String(settings.seed)],
    ['grader', grader ?? 'none'],
    [
      'prices',
      prices === null ? 'unknown' : `$${prices.input} in, $${prices.output} out, a million tokens`,
    ],
    ...(batch ? [['asked', `in batches, ${share(batch.discount)} cheaper`] as const] : []),
    ['versions', `Lacuna ${settings.versions.lacuna}, Node ${settings.versions.node}`],
    ['started', settings.createdAt],
  ];
  return (
    <>
      <dl class="settings">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{printable(value)}</dd>
          </div>
        ))}
      </dl>
      <DataTable
        words
        caption="What each budget sent"
        head={['budget', 'request fields']}
        rows={provenance.requests.map(({ budget, fields, sameAs }) => [
          printable(budget),
          sameAs === null ? <code>{fields}</code> : `the same as ${printable(sameAs)}`,
        ])}
      />
    </>
  );
}

function share(part: number): string {
  return `${Math.round(part * 100)}%`;
}

/** The commands that make it again, and what they must come to. */
export function Reproduction({ run }: { readonly run: CardRun }) {
  const { commands, files } = run.provenance;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{commands.join('\n')}</code>
      </pre>
      <p>
        With a checkout of Lacuna {printable(run.settings.versions.lacuna)}, after{' '}
        <code>npm ci</code>. Keys and extra headers are in no record: give them as before. Items and
        their order are the same each time; a model’s replies may differ.
      </p>
      <DataTable
        words
        caption="The files of this run"
        head={['file', 'SHA-256']}
        rows={Object.entries(files).map(([name, digest]) => [
          name,
          <code key={name}>{digest}</code>,
        ])}
      />
    </>
  );
}
