import { CANARY, type Item } from '../../src/corrupt/item.ts';
import { display } from '../../src/math/fraction.ts';
import { type TextPiece, textPieces } from '../../src/report/marked-text.ts';
import {
  difficultyWords,
  type ProofPart,
  proofParts,
  proofTitle,
  whatToAsk,
} from '../../src/report/proof-parts.ts';
import { QuantityWords } from '../../src/report/quantity-words.ts';
import type { PairOfItems } from './entry.ts';
import { problemName } from './item-row.ts';
import { Island, renderPage, type Site } from './layout.tsx';
import { Outside } from './text.tsx';

export interface ItemPageOptions {
  readonly pair: PairOfItems;
  /** Ids of the pairs before and after it. */
  readonly before: string | null;
  readonly after: string | null;
  /** Replies to the corrupted half by label, over all models, most first. */
  readonly counts: ReadonlyArray<readonly [label: string, count: number]>;
  /** Whether anyone replied, a model or a respondent. */
  readonly replied: boolean;
}

/** The page of one pair: twin, change, proof; the replies are loaded by its script. */
export function itemPage(
  { pair, before, after, counts, replied }: ItemPageOptions,
  site: Site,
): string {
  const { corrupted, intact, split } = pair;
  const words = new QuantityWords(corrupted);
  const difficulty = difficultyWords(corrupted);
  const problem = problemName(corrupted);
  const name = `${problem}, ${corrupted.operator}`;
  const asks = whatToAsk(corrupted, words);
  return renderPage({
    site,
    title: name,
    description: `A pair of problems of the Lacuna benchmark: ${corrupted.id}`,
    root: '../',
    section: 'Items',
    listed: split === 'dev',
    canary: CANARY,
    children: (
      <>
        <nav class="steps" aria-label="Pairs">
          <a href="../items.html">All pairs</a>
          <Step id={before} name="← Previous" />
          <Step id={after} name="Next →" />
        </nav>
        <section class="lede">
          <h1>
            <Outside text={problem} /> <span class="operator">{corrupted.operator}</span>
          </h1>
          <p class="note">
            <Outside text={corrupted.topic} />
            {difficulty === null ? '' : ` · ${difficulty}`}
          </p>
        </section>
        <div class="halves">
          <section class="half">
            <h2>As it was put</h2>
            <MarkedText item={corrupted} />
          </section>
          <section class="half">
            <h2>The whole twin</h2>
            <p class="problem">
              <Outside text={intact.text} />
            </p>
            <p class="note">Its answer: {display(intact.answer)}</p>
          </section>
        </div>
        <section class="proof">
          <h2>{proofTitle(corrupted)}</h2>
          {proofParts(corrupted, words).map((part, i) => (
            <Part key={i} part={part} />
          ))}
          {asks.map((sentence) => (
            <p key={sentence} class="asks">
              <Outside text={sentence} />
            </p>
          ))}
        </section>
        <section class="replies">
          <h2>{counts.length === 0 ? 'Replies' : 'What the models replied'}</h2>
          <p class="note">
            {counts.length === 0
              ? `No model has been asked yet.${replied ? ' These replies are of respondents: scripts whose true scores are known.' : ''}`
              : counts.map(([label, count]) => `${label} ${count}`).join(' · ')}
          </p>
          <Island id="replies" data={{ corrupted: corrupted.id, intact: intact.id }}>
            <noscript>
              <p class="note">
                The replies themselves are shown by a script. They are also{' '}
                <a href="../data.html">data to download</a>.
              </p>
            </noscript>
          </Island>
        </section>
        <p class="note id">
          Item <code>{corrupted.id}</code>, twin <code>{intact.id}</code>
        </p>
      </>
    ),
  });
}

function Step({ id, name }: { id: string | null; name: string }) {
  return id === null ? null : <a href={`${encodeURIComponent(id)}.html`}>{name}</a>;
}

/** The problem as it was put, with what was done to it marked. */
export function MarkedText({ item }: { item: Item }) {
  return (
    <p class="problem">
      {textPieces(item).map((piece, i) => (
        <Piece key={i} piece={piece} />
      ))}
    </p>
  );
}

function Piece({ piece }: { piece: TextPiece }) {
  const text = <Outside text={piece.text} />;
  if (piece.kind === 'added') {
    return (
      <ins>
        <span class="tag">added</span> {text}
      </ins>
    );
  }
  if (piece.kind === 'aside') {
    return (
      <span class="aside">
        <span class="unseen">beside the point: </span>
        {text}
      </span>
    );
  }
  if ('was' in piece) {
    const tag = { removed: 'removed', blurred: 'blurred from', replaced: 'in place of' }[
      piece.kind
    ];
    return (
      <>
        {piece.text === '' ? ' ' : <mark>{text}</mark>}{' '}
        <del>
          <span class="tag">{tag}</span> <Outside text={piece.was} />
        </del>{' '}
      </>
    );
  }
  return text;
}

function Part({ part }: { part: ProofPart }) {
  if (part.kind === 'sentence') {
    return (
      <p>
        <Outside text={part.text} />
      </p>
    );
  }
  if (part.kind === 'worlds') {
    return (
      <table class="worlds">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Quantity</span>
            </th>
            <th scope="col">first world</th>
            <th scope="col">second world</th>
          </tr>
        </thead>
        <tbody>
          {part.rows.map(({ noun, first, second, unit }) => (
            <tr key={noun}>
              <th scope="row">
                <Outside text={noun} />
                {unit === '' ? null : <span class="unit">, {unit}</span>}
              </th>
              <td>{first}</td>
              <td>{second}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const [List, lines] =
    part.kind === 'steps' ? (['ol', part.sentences] as const) : (['ul', part.texts] as const);
  return (
    <List>
      {lines.map((line) => (
        <li key={line}>
          <Outside text={line} />
        </li>
      ))}
    </List>
  );
}
