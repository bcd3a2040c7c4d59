import { visible } from '../../report/visible-text.ts';
import type { ListAnswer, RunFacts } from '../records.ts';
import { Key } from './key.tsx';

interface HeaderProps {
  readonly facts: RunFacts | null;
  readonly answer: ListAnswer | null;
  readonly onHelp: () => void;
}

/** Which run it is, and how far it has come. */
export function Header({ facts, answer, onHelp }: HeaderProps) {
  return (
    <header>
      <div class="title">
        <h1>
          <bdi>{facts ? visible(facts.model) : 'Run'}</bdi>
        </h1>
        {facts && (
          <p class="soft">
            <bdi>{visible(facts.dir)}</bdi> · {visible(facts.how)} · release{' '}
            <code>{facts.release.slice(0, 12)}</code>
          </p>
        )}
      </div>
      {facts && answer && <Progress facts={facts} answer={answer} />}
      <button type="button" aria-haspopup="dialog" onClick={onHelp}>
        Help <Key name="?" />
      </button>
    </header>
  );
}

function Progress({ facts, answer }: { facts: RunFacts; answer: ListAnswer }) {
  const { expected } = facts;
  const { count, indexed } = answer;
  if (indexed < 1) {
    return (
      <Bar id="indexed" name={`reading the run, ${Math.floor(100 * indexed)}%`} share={indexed} />
    );
  }
  const name =
    count === expected
      ? `${count.toLocaleString('en')} conversations, complete`
      : `${count.toLocaleString('en')} of ${expected.toLocaleString('en')} conversations`;
  return <Bar id="held" name={name} share={count / Math.max(1, expected)} />;
}

function Bar({ id, name, share }: { id: string; name: string; share: number }) {
  return (
    <div class="progress">
      <label for={id}>{name}</label>
      <progress id={id} max={1} value={share} />
    </div>
  );
}
