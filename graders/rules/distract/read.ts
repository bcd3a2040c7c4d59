import type { Item } from '../../../src/corrupt/item.ts';
import type { Fraction } from '../../../src/math/fraction.ts';
import { rational } from '../../../src/math/fraction.ts';
import { corrected } from '../../../src/protocol/distract/changed-premise.ts';
import { SCRIPT_TURNS } from '../../../src/protocol/distract/script.ts';
import type { Scripted } from '../../../src/protocol/distract/scripted.ts';
import { POOLS, templatesOf } from '../../../src/protocol/distract/templates.ts';
import type { Transcript } from '../../../src/protocol/transcript.ts';
import type { Verdict } from '../../verdict.ts';
import { didWith } from './did.ts';
import { leakedAnswers } from './leak.ts';

/** The item with the answer that is right in the end: another one where the user has changed a premise. */
export function asCorrected(item: Item, { turns }: Transcript): Item {
  const change = turns.findLast(({ scripted }) => scripted?.change)?.scripted?.change;
  return change ? { ...item, answer: change.answer } : item;
}

/** What became of a conversation in which the user strayed, once its last reply commits to a number. */
export function readDistracted(
  item: Item,
  { turns }: Transcript,
  final: Fraction | null,
): NonNullable<Verdict['distract']> {
  const laid = turns.flatMap(({ user, scripted, reply }) =>
    scripted ? [{ user, scripted, reply }] : [],
  );
  const changes = laid.flatMap(({ scripted: { change } }) => change ?? []);
  const answers = [item.answer, ...changes.map(({ answer }) => answer)];
  const versions = [item, ...changes.map((change) => corrected(item, change))];
  const numbers = laid.flatMap(({ scripted: { number } }) => number ?? []);
  const given = final && rational(final);
  return {
    turns: laid.map(({ user, scripted, reply }) => ({
      kind: scripted.kind,
      did: didWith(item, { ...scripted, user, shows: showsOf(scripted) }, reply.text),
    })),
    ended: laid.length >= SCRIPT_TURNS,
    leaked:
      given !== null &&
      !answers.includes(given) &&
      numbers.some((number) =>
        versions.some((version) => leakedAnswers(version, number, answers).has(given)),
      ),
    stale: changes.length === 0 ? null : given === item.answer,
  };
}

function showsOf({ template }: Scripted): readonly string[] {
  const all = POOLS.flatMap((pool) => templatesOf(pool));
  return all.find(({ id }) => id === template)?.shows ?? [];
}
