import type { Verdict } from '../../graders/verdict.ts';
import { isCertified } from '../corrupt/item.ts';
import { kindOf } from '../corrupt/item-kind.ts';
import { halfRules } from '../stats/pair-outcomes.ts';
import type { ExportSource, GradedReply } from './format.ts';

export type Cell = string | number | boolean | null;

/** A conversation that has a verdict. */
export type Verdicted = GradedReply & { readonly verdict: Verdict };

/** A column of the flat formats. Numbers are whole unless the type is DOUBLE. */
export interface Column {
  readonly name: string;
  readonly type: 'STRING' | 'BOOLEAN' | 'INT32' | 'DOUBLE';
  readonly of: (row: Verdicted) => Cell;
}

/** The columns of a run: one row a verdict, nothing left out that a table can hold. */
export function columnsOf({ run }: ExportSource): Column[] {
  const half = halfRules(run.protocol);
  const text = (name: string, of: Column['of']): Column => ({ name, type: 'STRING', of });
  const yes = (name: string, of: Column['of']): Column => ({ name, type: 'BOOLEAN', of });
  const count = (name: string, of: Column['of']): Column => ({ name, type: 'INT32', of });
  return [
    text('model', () => run.model),
    text('release', () => run.release),
    text('protocol', () => run.protocol),
    text('policy', () => run.policy),
    text('budget', ({ verdict }) => verdict.budget),
    text('item', ({ item }) => item.id),
    text('twin', ({ item }) => item.twin),
    text('family', ({ item }) => item.family),
    text('topic', ({ item }) => item.topic),
    text('operator', ({ item }) => item.operator),
    text('kind', ({ item }) => kindOf(item)),
    text('difficulty', ({ item }) => item.difficulty?.stratum ?? null),
    yes('certified', ({ item }) => isCertified(item)),
    count('epoch', ({ verdict }) => verdict.epoch),
    text('grader', ({ verdict }) => verdict.grader),
    text('label', ({ verdict }) => verdict.label),
    text('none', ({ verdict }) => verdict.none),
    yes('success', ({ item, verdict }) =>
      item.twin === null ? half.intact(verdict) : half.corrupted(verdict),
    ),
    yes('requests', ({ verdict }) => verdict.requests),
    text('final', ({ verdict }) => verdict.final),
    text('answer', ({ item }) => item.answer),
    yes('right', ({ verdict }) => verdict.right),
    text('understood', ({ verdict }) => verdict.understood.join(' ')),
    yes('noticed_thought', ({ verdict }) => verdict.noticed.thought),
    yes('noticed_answer', ({ verdict }) => verdict.noticed.answer),
    { name: 'confidence', type: 'DOUBLE', of: ({ verdict }) => verdict.confidence },
    count('turns', ({ transcript }) => transcript.turns.length),
    count('calls', ({ verdict }) => verdict.spent.calls),
    count('input_tokens', ({ verdict }) => verdict.spent.input),
    count('output_tokens', ({ verdict }) => verdict.spent.output),
    count('reasoning_tokens', ({ verdict }) => verdict.spent.reasoning),
    text('problem', ({ item }) => item.text),
    text('reply', ({ transcript }) => transcript.turns[0]?.reply.text ?? null),
    text('reasoning', ({ transcript }) => transcript.turns[0]?.reply.reasoning ?? null),
    text('evidence', ({ verdict }) => JSON.stringify(verdict.evidence)),
    text('conversation', ({ transcript }) =>
      JSON.stringify(
        transcript.turns.map(({ user, reply: { text: said, reasoning, finish } }) => ({
          user,
          reply: said,
          reasoning,
          finish,
        })),
      ),
    ),
  ];
}

/** The conversations that have a verdict. */
export async function* verdicted(source: ExportSource): AsyncGenerator<Verdicted> {
  for await (const { item, transcript, verdict } of source.replies()) {
    if (verdict !== null) yield { item, transcript, verdict };
  }
}
