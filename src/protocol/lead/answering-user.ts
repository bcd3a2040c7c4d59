import { type Brought, broughtBy } from '../../corrupt/questions.ts';
import { type Reading, readReply, type Understood } from '../../reading/read-reply.ts';
import { subjectOf } from '../../reading/subject.ts';
import {
  FOLLOWS,
  inTurn,
  NOT_ALL_AT_ONCE,
  OWN_QUESTION,
  RELATES,
  SAID,
  STILL,
  TO_WORK_OUT,
  UNNEEDED,
  WHAT,
  WHICH,
} from '../openings.ts';
import { listedIn } from '../user.ts';
import type { Move } from './move.ts';
import type { Withheld } from './withheld.ts';

/** What a reply does, as the user hears it, and what he says to it. */
export interface Answered {
  readonly move: Move;
  /** null to an answer: there is no more to say. */
  readonly text: string | null;
  /** The quantity that he took the question to mean; [] where it means none. */
  readonly understood: string[];
  /** The premise that he tells; [] where he tells none. */
  readonly told: string[];
}

/**
 * What the user says to the model's reply number `turn`, of whom it is asked what he knows: the facts that he
 * withheld, in the words of the problem, one a turn, and only what is asked for. Of several things
 * he answers the first. He knows no value that takes working out, and judges no answer.
 * The same conversation always goes on with the same words.
 */
export function answerTo(
  withheld: Withheld,
  reply: string,
  { told, turn }: { told: ReadonlySet<string>; turn: number },
): Answered {
  const reading = readReply(reply, subjectOf(withheld.opening));
  if (reading.asked.length === 0) {
    return isAnswered(reading)
      ? { move: 'answers', text: null, understood: [], told: [] }
      : nothing('idles', inTurn(STILL, turn));
  }
  const request = reading.asked.find(({ means }) => means.length > 0);
  if (!request) {
    const names = reading.asked.some(({ request: { generic, bare } }) => !generic && !bare);
    return names ? nothing('irrelevant', inTurn(UNNEEDED, turn)) : nothing('vague', WHAT);
  }
  if (isVague(request)) return nothing('vague', WHICH);
  const { quantity, brought } = heard(withheld, request, told);
  const said = { understood: [quantity] };
  if (brought.kind !== 'premise') {
    const move = brought.kind === 'unknown' ? 'in vain' : 'irrelevant';
    return { ...nothing(move, inTurn(NOTHING[brought.kind], turn)), ...said };
  }
  const fact = withheld.facts.find(({ premise }) => premise === brought.premise);
  if (!fact) throw new RangeError(`${brought.premise} is not withheld`);
  const several = askedFor(reading.asked).some(
    (id) =>
      id !== quantity && !fact.about.includes(id) && isOpen(broughtBy(withheld.item, told, id)),
  );
  const words = [
    several ? NOT_ALL_AT_ONCE : '',
    brought.exact ? '' : inTurn(RELATES, turn),
    fact.text,
  ];
  return { move: 'gains', text: words.filter(Boolean).join(' '), ...said, told: [fact.premise] };
}

function nothing(move: Move, text: string): Answered {
  return { move, text, understood: [], told: [] };
}

/** What he says that tells nothing. */
const NOTHING: Readonly<Record<Exclude<Brought['kind'], 'premise'>, readonly string[]>> = {
  stated: SAID,
  follows: FOLLOWS,
  target: [OWN_QUESTION],
  unknown: TO_WORK_OUT,
  idle: UNNEEDED,
};

/** It gives an answer, be it as a formula. */
function isAnswered({ answer, choice, formula }: Reading): boolean {
  return answer !== null || choice !== null || formula !== null;
}

/**
 * The first thing that a request asks for, and what that brings. Where that stands in what was said before
 * ("those are missing: could you provide them?"), it is the first of these that is open. Where it may mean any of
 * several, it is one that brings something: a relation between two of them before others.
 */
function heard(
  { item, facts }: Withheld,
  request: Understood,
  told: ReadonlySet<string>,
): { quantity: string; brought: Brought } {
  const { means } = request;
  const of = (quantity: string) => ({ quantity, brought: broughtBy(item, told, quantity) });
  const [first = ''] = means;
  if (request.request.bare)
    return means.map(of).find(({ brought }) => isOpen(brought)) ?? of(first);
  if (listedIn(partsOf(request)) >= means.length) return of(first);
  const between = facts.find(
    ({ premise, about }) =>
      !told.has(premise) && means.filter((id) => about.includes(id)).length > 1,
  );
  if (between) {
    const brought = { kind: 'premise', premise: between.premise, exact: false } as const;
    return { quantity: first, brought };
  }
  return means.map(of).find(({ brought }) => brought.kind === 'premise') ?? of(first);
}

/** Whether it is neither told nor follows from what is. */
function isOpen({ kind }: Brought): boolean {
  return kind !== 'stated' && kind !== 'follows';
}

/** What all requests ask for that name what they mean, or point back to it. */
function askedFor(asked: readonly Understood[]): string[] {
  return asked.flatMap(({ request: { bare, parts }, means }) =>
    bare || listedIn(parts.join('\n')) >= means.length ? means : [],
  );
}

/** Whether a request in words of its own may mean many things, and lists none. */
function isVague(request: Understood): boolean {
  return !request.request.bare && request.means.length >= MANY && listedIn(partsOf(request)) < 2;
}

const MANY = 3;

function partsOf({ request }: Understood): string {
  return request.parts.join('\n');
}
