import { beforeAll, describe, expect, test } from 'vitest';
import { gradeByRules } from '../graders/rules/grade.ts';
import { generateItems } from '../src/corrupt/generate.ts';
import type { Item } from '../src/corrupt/item.ts';
import type { Completion } from '../src/model/completion.ts';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { respondTo, spreadOrder } from '../src/model/respondents/respond.ts';
import type { LeadTruth } from '../src/model/respondents/respondent.ts';
import { converseUnder } from '../src/policy/converse.ts';
import { POLICIES } from '../src/policy/index.ts';
import { defaultFamilies, loadFamilies } from '../src/problem/load.ts';
import { PROTOCOLS } from '../src/protocol/index.ts';
import { withheldOf } from '../src/protocol/lead/withheld.ts';
import { lead } from '../src/protocol/lead.ts';
import { shardsOf } from '../src/protocol/reveal/shards.ts';
import { VARIANTS } from '../src/protocol/reveal/variant.ts';
import { reveal } from '../src/protocol/reveal.ts';
import { type LeadScores, scoreLead } from '../src/stats/lead.ts';
import { aRun } from '../src/stats/simulated-run.test-data.ts';
import { Tally } from '../src/stats/tally.ts';

const OPERATORS = ['remove', 'blur', 'contradict', 'contradict-deep', 'distract'];
const SPENT = { calls: 1, input: null, output: null, reasoning: null };

/** The right label of each respondent on a corrupted and on an intact item (fading's depends on the item). */
const LABELS = new Map([
  ['oracle', ['asks', 'solves']],
  ['generic-ask', ['balks', 'solves']],
  ['always-ask', ['asks', 'overasks']],
  ['abstainer', ['balks', 'balks']],
  ['guesser', ['guesses', 'solves']],
  ['anchored', ['guesses', 'solves']],
  ['patient', ['asks', 'solves']],
  ['dawdler', ['asks', 'solves']],
]);

/** What a report says of how one led is what it must be. */
function expectLed(scores: LeadScores, truth: LeadTruth): void {
  const shares = { within: scores.within, solved: scores.solved, early: scores.early };
  for (const [name, { share }] of Object.entries(shares)) {
    expect(share, name).toBeCloseTo(Number(Reflect.get(truth, name)), 12);
  }
  for (const name of ['over', 'irrelevant', 'moved'] as const) {
    const known = truth[name];
    if (known === undefined) continue;
    if (known === null) expect(scores[name].value, name).toBeNull();
    else expect(scores[name].value, name).toBeCloseTo(known, 12);
  }
}

let items: Item[];
beforeAll(async () => {
  const families = await loadFamilies(defaultFamilies());
  // One stream: no text stands twice in it, and respondents know items by their texts.
  const made = [...generateItems({ families, operators: OPERATORS, perFamily: 3, seed: 11 })];
  items = made.flatMap((item) => ('rejected' in item ? [] : [item]));
}, 60_000);

describe.each(RESPONDENTS.map((respondent) => [respondent.name, respondent] as const))(
  '%s',
  (name, respondent) => {
    const expected = LABELS.get(name);

    // What fading does depends on the item: its shares are checked over the whole pipeline instead.
    if (expected) {
      test('is labelled as what it is, on every item and whatever its phrasing', () => {
        const reply = respondTo(items);
        const wrong = items.flatMap((item) => {
          const completion = reply(respondent, [{ role: 'user', content: item.text }], null);
          if (!completion) return [`${item.id}: no reply`];
          const turns = [{ user: item.text, understood: [], reply: completion }];
          const transcript = { item: item.id, budget: 'b', epoch: 0, turns, spent: SPENT };
          const { label } = gradeByRules(item, transcript);
          const right = expected[item.twin === null ? 1 : 0];
          return label === right ? [] : [`${item.id}: ${label}: ${completion.text}`];
        });
        expect(wrong).toEqual([]);
      });
    }

    describe.each(POLICIES.map((policy) => [policy.name, policy] as const))(
      'under the policy %s',
      (_, policy) => {
        test.each(VARIANTS)('solves as many problems as it should, told %s', async (variant) => {
          const problems = items.filter((item) => shardsOf(item) !== null).slice(0, 10);
          const reply = respondTo(problems);
          let right = 0;
          for (const item of problems) {
            const ask = async (messages: Parameters<typeof reply>[1]): Promise<Completion> => {
              const completion = reply(respondent, messages, 'low');
              if (!completion) throw new Error(`no reply about ${item.id}`);
              return completion;
            };
            const options = { maxTurns: 16, answers: 'all', variant } as const;
            const turns = await converseUnder(policy, reveal, item, ask, options);
            const transcript = { item: item.id, budget: 'b', epoch: 0, turns, spent: SPENT };
            if (gradeByRules(item, transcript).right) right += 1;
          }
          const share = respondent.solves(problems.length, variant, policy.name);
          expect(right / problems.length).toBe(share);
        });
      },
    );

    describe.each(POLICIES.map((policy) => [policy.name, policy] as const))(
      'under the policy %s',
      (_, policy) => {
        test('leads as it should', async () => {
          const problems = items
            .filter((item) => shardsOf(item) !== null)
            .slice(0, 12)
            .filter((item) => withheldOf(item) !== null);
          const reply = respondTo(problems);
          const run = aRun({ protocol: 'lead', maxTurns: 12, items: problems.length });
          const tally = new Tally(run, problems);
          for (const item of problems) {
            const ask = async (messages: Parameters<typeof reply>[1]): Promise<Completion> => {
              const completion = reply(respondent, messages, 'low');
              if (!completion) throw new Error(`no reply about ${item.id}`);
              return completion;
            };
            const turns = await converseUnder(policy, lead, item, ask, { maxTurns: 12 });
            const place = { item: item.id, budget: 'default', epoch: 0 };
            tally.add(gradeByRules(item, { ...place, turns, spent: SPENT }));
          }
          const places = spreadOrder(problems);
          const least = problems
            .toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
            .map((item) => withheldOf(item)?.least ?? 0);
          expectLed(scoreLead(tally, 'default'), respondent.leads(least, policy.name, 'low'));
        });
      },
    );

    test('ends each resolve conversation as it should: right or not', async () => {
      const reply = respondTo(items);
      const resolve = PROTOCOLS.find((protocol) => protocol.name === 'resolve');
      const corrupted = items.filter((item) => item.twin !== null);
      let right = 0;
      for (const item of corrupted) {
        const ask = async (messages: Parameters<typeof reply>[1]): Promise<Completion> => {
          const completion = reply(respondent, messages, 'low');
          if (!completion) throw new Error(`no reply about ${item.id}`);
          return completion;
        };
        const turns = (await resolve?.converse(item, ask, { maxTurns: 4 })) ?? [];
        const transcript = { item: item.id, budget: 'b', epoch: 0, turns, spent: SPENT };
        if (gradeByRules(item, transcript).right) right += 1;
      }
      expect(right / corrupted.length).toBe(respondent.truth(corrupted.length, 'low').acc);
    });
  },
);
