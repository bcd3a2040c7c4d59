import { visible } from '../../report/visible-text.ts';
import type { Conversation, Piece, ProofPart } from '../records.ts';

/** The problem with what was done to it, its twin, and the proof. */
export function ItemTexts({ item, twin }: Pick<Conversation, 'item' | 'twin'>) {
  return (
    <>
      <div class="texts">
        <section aria-labelledby="problem">
          <h3 id="problem">
            {twin ? 'Problem, as it was put' : 'Problem: nothing is wrong with it'}
          </h3>
          <p class="text" dir="auto">
            {item.pieces.map((piece, i) => (
              <Marked key={i} piece={piece} />
            ))}
          </p>
        </section>
        {twin && (
          <section class="twin" aria-labelledby="twin">
            <h3 id="twin">Its intact twin</h3>
            <p class="text" dir="auto">
              {twin.text.map(({ text, differs }, i) =>
                differs ? <mark key={i}>{visible(text)}</mark> : visible(text),
              )}
            </p>
          </section>
        )}
      </div>
      <ul class="facts">
        {item.asks.map((fact) => (
          <li key={fact}>{visible(fact)}</li>
        ))}
        <li>
          Right answer{twin ? ' to the intact problem' : ''}: <bdi>{visible(item.answer)}</bdi>
        </li>
        {item.difficulty !== null && <li class="soft">{item.difficulty}</li>}
      </ul>
      <details class="proof" open>
        <summary>{item.proofTitle}</summary>
        {item.proof.map((part, i) => (
          <Proof key={i} part={part} />
        ))}
      </details>
    </>
  );
}

function Marked({ piece: { kind, text, was } }: { piece: Piece }) {
  if (kind === 'plain') return <>{visible(text)}</>;
  if (kind === 'added') return <ins>{visible(text)}</ins>;
  if (kind === 'aside') return <span class="aside">{visible(text)}</span>;
  return (
    <>
      {text !== '' && <ins>{visible(text)}</ins>}
      <del>{visible(was ?? '')}</del>
    </>
  );
}

function Proof({ part }: { part: ProofPart }) {
  if (part.kind === 'sentence') return <p>{visible(part.text)}</p>;
  if (part.kind === 'statements') {
    return (
      <ul>
        {part.texts.map((text) => (
          <li key={text}>{visible(text)}</li>
        ))}
      </ul>
    );
  }
  if (part.kind === 'steps') {
    return (
      <ol>
        {part.sentences.map((text) => (
          <li key={text}>{visible(text)}</li>
        ))}
      </ol>
    );
  }
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">quantity</th>
          <th scope="col">first world</th>
          <th scope="col">second world</th>
          <th scope="col">unit</th>
        </tr>
      </thead>
      <tbody>
        {part.rows.map(({ noun, first, second, unit }) => (
          <tr key={noun}>
            <th scope="row">{visible(noun)}</th>
            <td>{first}</td>
            <td>{second}</td>
            <td>{visible(unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
