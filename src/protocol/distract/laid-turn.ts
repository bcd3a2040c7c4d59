import type { Item } from '../../corrupt/item.ts';
import type { FindLaid } from '../../model/respondents/respond.ts';
import type { LaidTurn } from '../../model/respondents/respondent.ts';
import { isDistractor } from './kind.ts';
import { canBeScripted, type ScriptTurn, scriptOf } from './script.ts';

/** For respondents: which turn of an item's script the user has come to, whatever a policy has put around his words. */
export function laidTurns(seed: number): FindLaid {
  return (item, users) => {
    if (!canBeScripted(item)) return null;
    const said = users.join('\n');
    const script = scriptOf(item, seed);
    const at = script.findLastIndex(({ text }) => said.includes(text));
    const turn = script[at];
    return turn ? laidTurn(item, turn, script.slice(0, at + 1)) : null;
  };
}

function laidTurn(
  item: Item,
  { text, scripted: { kind, part } }: ScriptTurn,
  sofar: readonly ScriptTurn[],
): LaidTurn {
  const change = sofar.findLast(({ scripted }) => scripted.change)?.scripted.change;
  const number = sofar.findLast(({ scripted }) => scripted.number)?.scripted.number;
  return {
    is: part ?? (kind === 'irrelevant-number' ? 'number' : isDistractor(kind) ? 'stray' : 'change'),
    number: number ?? null,
    answer: change?.answer ?? item.answer,
    text,
  };
}
