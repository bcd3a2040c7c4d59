import type { PairOfItems, SiteData } from './entry.ts';
import { MarkedText } from './item-page.tsx';
import { renderPage, type Site } from './layout.tsx';
import { Outside } from './text.tsx';

/** How it is measured, in plain words. */
export function methodPage({ pairs }: SiteData, site: Site): string {
  const example = exampleOf(pairs);
  return renderPage({
    site,
    title: 'Method',
    description: 'How Lacuna measures whether a model notices that a problem lacks a premise.',
    root: '',
    section: 'Method',
    // An example of the test set would be listed with it.
    listed: example === undefined || example.split === 'dev',
    ...(example ? { canary: example.corrupted.canary } : {}),
    children: (
      <article class="prose">
        <section class="lede">
          <h1>How it is measured</h1>
          <p>
            People bring models problems that are not fit to be solved yet: a number was left out,
            or two statements clash. A careful colleague asks. Does the model?
          </p>
        </section>
        <h2>Every problem comes twice</h2>
        <p>
          We write a word problem of school level that has exactly one answer: the{' '}
          <em>whole twin</em>. Then we take a premise away, blur its number, or add a statement that
          contradicts it: the <em>corrupted half</em>. The wording is otherwise the same.
        </p>
        {example === undefined ? null : <Example pair={example} />}
        <p>
          A model is right on a <strong>pair</strong> only if it asks for what the corrupted half
          lacks and solves the whole one without asking. A model that always asks scores 0, and so
          does one that always answers. The <strong>Lacuna score</strong> is the percentage of pairs
          with both halves right.
        </p>
        <h2>That a premise is missing is proved</h2>
        <p>
          Nobody’s opinion decides whether a problem can be solved. For every corrupted problem
          there is a proof that a person can check with a pencil: two worlds that fit every sentence
          of the text and differ in the answer, or two derivations from the text that contradict
          each other. It stands on the page of each <a href="items.html">item</a>. It also tells
          which questions would settle the matter: a model that asks for another quantity that does
          as well is right, too.
        </p>
        <h2>The same model, with less thinking and with more</h2>
        <p>
          Each model is asked under several budgets of computation: reasoning effort, thinking
          tokens, samples. We count the tokens that it really used and draw the score against{' '}
          <a href="compute.html">those</a>, with the change of the score for each doubling.
        </p>
        <h2>Who reads the replies</h2>
        <p>
          A program without a language model reads every reply and marks the words that decided. It
          says when it is unsure. Its agreement with people is measured, and published with the
          code. Verdicts of this site are made anew from the replies: a submitted score does not
          count, only its evidence.
        </p>
        <h2>What the numbers promise</h2>
        <ul>
          <li>
            Every score has a 95% interval. Problems of one family resemble each other, so the
            interval counts families, not problems.
          </li>
          <li>
            Ranks are ranges. Where two intervals overlap, the rows share ranks. This is on the
            careful side: a test of the two alone may tell them apart where their intervals overlap
            a little.
          </li>
          <li>
            A reply that cannot be graded (cut off, empty, refused) is not right, and how many there
            were stands beside the score.
          </li>
          <li>
            A vendor can register its runs before they begin. The table shows how many there were:
            the best of ten is not the same as the only one.
          </li>
          <li>
            Respondents, scripts whose true score is known, are measured like any model. They are
            the <a href="index.html">marks on the ruler</a>.
          </li>
        </ul>
        <h2>Where it ends</h2>
        <p>
          English only, school level, one missing or contradicted premise a problem. Problems are
          drawn from templates written by hand. That no reader would fill the gap from common
          knowledge was judged by people, not proved. The texts are public, and carry a canary
          string so that a training set which swallowed them can be found out.
        </p>
      </article>
    ),
  });
}

/** A short pair whose clause was removed, of the open split where there is one. */
function exampleOf(pairs: readonly PairOfItems[]): PairOfItems | undefined {
  const [best] = pairs
    .filter(({ corrupted }) => corrupted.operator === 'remove')
    .sort(
      (a, b) =>
        Number(b.split === 'dev') - Number(a.split === 'dev') ||
        a.intact.text.length - b.intact.text.length,
    );
  return best;
}

function Example({ pair: { corrupted, intact } }: { pair: PairOfItems }) {
  return (
    <div class="halves example">
      <section class="half">
        <h3>The whole twin</h3>
        <p class="problem">
          <Outside text={intact.text} />
        </p>
      </section>
      <section class="half">
        <h3>Its corrupted half</h3>
        <MarkedText item={corrupted} />
      </section>
      <p class="note">
        <a href={`items/${encodeURIComponent(corrupted.id)}.html`}>
          The proof, and what models replied
        </a>
      </p>
    </div>
  );
}
