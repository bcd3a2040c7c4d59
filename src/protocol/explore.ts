import type { Item } from '../corrupt/item.ts';
import { kindOf } from '../corrupt/item-kind.ts';
import { choicesAmong } from './explore/choice.ts';
import { INSTANCES, partsOf } from './explore/condition.ts';
import { History } from './explore/history.ts';
import { type Draw, namesFor, tapeOf } from './explore/instance.ts';
import { lackingOf, questionOf, sceneOf } from './explore/scene.ts';
import type { ConverseOptions, Protocol } from './protocol.ts';
import type { Turn } from './transcript.ts';

/**
 * A problem lacks a number every day, and every day one of several people can be asked for it who know
 * it more or less often: a Bernoulli bandit in words ("Can large language models explore in-context?",
 * Krishnamurthy et al. 2024, arXiv 2403.15371). Each day is one call, and its message holds all days before
 * it, day by day or summed up by source; the model's own replies are not in it. A reply that names nobody
 * loses the day: nothing is asked and nothing learnt, the tapes stand still, and the history says
 * so. `maxTurns` is the number of days. Throws RangeError for an item that lacks no single number.
 */
export const explore: Protocol = {
  name: 'explore',
  maxTurns: 100,
  problems: {
    of: (item) => kindOf(item) === 'missing',
    takes: (item) => lackingOf(item) !== null,
    what: 'problems that lack a single number',
    leftOut: 'their number is vague, a relation is missing, or that number alone is not enough',
  },
  afresh: true,
  promptOf: ({ text }, options) => {
    const { instance, summary } = partsOf(drawOf(options).condition);
    const { sources } = INSTANCES[instance];
    // A line of some 40 characters each: for every source, or for half of all the days.
    return text.length + 900 + 40 * (summary ? sources : options.maxTurns / 2);
  },
  commitment: (item, options) => {
    const choose = choicesAmong(namesFor(item, drawOf(options)));
    return (reply) => choose(reply) ?? 'none';
  },
  async converse(item, ask, options) {
    if (lackingOf(item) === null) throw new RangeError(`${item.id} lacks no single number`);
    const draw = drawOf(options);
    const [names, tape] = [namesFor(item, draw), tapeOf(item.id, draw)];
    const scene = sceneOf(item, names, { condition: draw.condition, days: options.maxTurns });
    const history = new History(names, partsOf(draw.condition).summary);
    const choose = choicesAmong(names);
    const turns: Turn[] = [];
    while (turns.length < options.maxTurns) {
      const question = questionOf(turns.length + 1);
      const content = [scene, history.text(), question].join('\n\n');
      const reply = await ask([{ role: 'user', content }]);
      const source = choose(reply.text);
      const nth = source === null ? 0 : history.asked(source);
      const day = source === null ? null : { source, knew: tape.knows(names.indexOf(source), nth) };
      // A turn holds what is new in its message: the whole of all of them would grow with the square.
      const user = turns.length === 0 ? content : `${history.news()}\n\n${question}`;
      turns.push({ user, understood: [], day, reply });
      history.add(day);
    }
    return turns;
  },
};

function drawOf({ explore }: Pick<ConverseOptions, 'explore'>): Draw {
  return explore ?? { condition: 'hard', seed: 1, epoch: 0 };
}

/** The item as it is put, for those who hold it against a run. */
export function sourcesOf(item: Item, draw: Draw): { names: string[]; best: number } {
  return { names: namesFor(item, draw), best: tapeOf(item.id, draw).best };
}
