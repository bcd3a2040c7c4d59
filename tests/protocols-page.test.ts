import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import type { Completion, Message } from '../src/model/completion.ts';
import { EXPLORERS, STRATEGIES } from '../src/model/respondents/explorers.ts';
import { SPEAKERS } from '../src/model/respondents/index.ts';
import { respondTo } from '../src/model/respondents/respond.ts';
import { inTurns } from '../src/model/respondents/strategies.ts';
import { converseUnder } from '../src/policy/converse.ts';
import { POLICIES, policyNamed } from '../src/policy/index.ts';
import { isDistractor, KINDS } from '../src/protocol/distract/kind.ts';
import { laidTurns } from '../src/protocol/distract/laid-turn.ts';
import { POOLS, templatesOf } from '../src/protocol/distract/templates.ts';
import { distract } from '../src/protocol/distract.ts';
import { CONDITIONS } from '../src/protocol/explore/condition.ts';
import { namesFor } from '../src/protocol/explore/instance.ts';
import { lackingOf } from '../src/protocol/explore/scene.ts';
import { explore } from '../src/protocol/explore.ts';
import { MISSING } from '../src/protocol/fixtures/items.ts';
import { PROTOCOLS } from '../src/protocol/index.ts';
import { withheldOf } from '../src/protocol/lead/withheld.ts';
import { lead } from '../src/protocol/lead.ts';
import {
  FOLLOWS,
  NOT_ALL_AT_ONCE,
  OWN_QUESTION,
  RELATES,
  SAID,
  STILL,
  TO_WORK_OUT,
  UNNEEDED,
  WHAT,
} from '../src/protocol/openings.ts';
import type { Protocol } from '../src/protocol/protocol.ts';
import { shardsOf, turnsOf } from '../src/protocol/reveal/shards.ts';
import { VARIANTS } from '../src/protocol/reveal/variant.ts';
import { reveal } from '../src/protocol/reveal.ts';
import { itemsFile } from '../src/release/named.ts';
import { playedBy, scoreReplicates } from '../src/stats/explore.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/protocols.md'), 'utf8');

async function intactItems(...splits: string[]): Promise<Item[]> {
  const items: Item[] = [];
  for (const split of splits) {
    for await (const item of readItems(itemsFile(split))) if (item.twin === null) items.push(item);
  }
  return items;
}

/** All that is said in the conversation, in the words that the model is shown. */
async function wordsOf(
  protocol: Protocol,
  item: Item,
  name: string,
  policy: string,
): Promise<string> {
  const findLaid = protocol === distract ? laidTurns(1) : undefined;
  const respond = respondTo([item], findLaid);
  const respondent = SPEAKERS.find((each) => each.name === name);
  let shown: Message[] = [];
  const ask = async (messages: readonly Message[]): Promise<Completion> => {
    const reply = respondent && respond(respondent, messages, null);
    if (!reply) throw new Error(`no reply of ${name}`);
    shown = [...messages, { role: 'assistant', content: reply.text }];
    return reply;
  };
  const options = { maxTurns: 16, answers: 'all', variant: 'sharded' } as const;
  await converseUnder(policyNamed(policy), protocol, item, ask, options);
  const said = shown.filter(({ role }) => role !== 'system');
  return plain(said.map(({ content }) => content).join('\n'));
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A quoted conversation without its markup and speakers. */
function documented(quote: string): string {
  const lines = quote.split('\n').map((line) => line.replace(/^> ?/, '').replace(/\\$/, ''));
  return plain(
    lines
      .join('\n')
      .replace(/\*\*(?:User|anchored|patient|oracle|dawdler|steady|leaky|deaf):\*\* /g, ''),
  );
}

test('the conversations of the page are those that are held', async () => {
  const items = await intactItems('v1/dev');
  const shown = [...PAGE.matchAll(/^`(\w+)`, sharded, (\w+).*:\n\n((?:>.*\n)+)/gm)];
  expect(shown).toHaveLength(3);
  for (const [, name = '', policy = '', quote = ''] of shown) {
    const told = documented(quote);
    const asked = items.filter((item) => told.startsWith(shardsOf(item)?.question ?? '?'));
    const held = await Promise.all(asked.map((item) => wordsOf(reveal, item, name, policy)));
    expect(held).toContain(told);
  }
});

test('so are those of lead', async () => {
  const items = await intactItems('v1/dev');
  const shown = [...PAGE.matchAll(/^`(\w+)`, lead, (\w+):\n\n((?:>.*\n)+)/gm)];
  expect(shown).toHaveLength(3);
  for (const [, name = '', policy = '', quote = ''] of shown) {
    const told = documented(quote);
    const asked = items.filter((item) => told.startsWith(withheldOf(item)?.opening.text ?? '?'));
    const held = await Promise.all(asked.map((item) => wordsOf(lead, item, name, policy)));
    expect(held).toContain(told);
  }
});

test('what the user of lead says stands there', () => {
  for (const phrases of [RELATES, SAID, FOLLOWS, TO_WORK_OUT, UNNEEDED, STILL]) {
    expect(phrases.some((phrase) => PAGE.includes(`"${phrase}`))).toBe(true);
  }
  for (const phrase of [NOT_ALL_AT_ONCE, OWN_QUESTION, WHAT]) expect(PAGE).toContain(`"${phrase}`);
});

test('so are those of explore', async () => {
  const problems: Item[] = [];
  for await (const item of readItems(itemsFile('v1/dev'))) {
    if (lackingOf(item) !== null) problems.push(item);
  }
  const shown = [...PAGE.matchAll(/^`(\w+)`, ([\w+]+), days (\d+) to (\d+):\n\n((?:>.*\n)+)/gm)];
  expect(shown).toHaveLength(3);
  for (const [, name = '', condition, from, to, quote = ''] of shown) {
    const explorer = EXPLORERS.find((each) => each.name === name);
    if (!explorer) throw new Error(`no ${name}`);
    const held = await Promise.all(
      problems.map(async (item) => {
        const respond = respondTo([item]);
        const ask = async (messages: readonly Message[]): Promise<Completion> => {
          const reply = respond(explorer, messages, null);
          if (!reply) throw new Error(`no reply of ${name}`);
          return reply;
        };
        const draw = {
          condition: CONDITIONS.find((each) => each === condition) ?? 'hard',
          seed: 1,
        };
        const options = { maxTurns: 100, explore: { ...draw, epoch: 0 } };
        const turns = await converseUnder(policyNamed('plain'), explore, item, ask, options);
        const days = turns.slice(Number(from) - 1, Number(to));
        return plain(days.flatMap(({ user, reply }) => [user, reply.text]).join('\n'));
      }),
    );
    const said = quote.split('\n').map((line) => line.replace(/^> ?/, ''));
    expect(held).toContain(plain(said.join('\n').replaceAll(/\*\*(?:User|\w+):\*\* /g, '')));
  }
});

test('and its strategies come to what the page says', () => {
  const strategies = [...STRATEGIES, { name: 'in turns', strategy: inTurns }];
  const rows = (['hard', 'easy'] as const).flatMap((condition) =>
    strategies.map(({ name, strategy }) => {
      const played = Array.from({ length: 1_000 }, (_, epoch) => {
        const draw = { condition, seed: 11, epoch };
        const sources = namesFor(MISSING, draw);
        const explored = playedBy(strategy, { item: MISSING.id, sources, days: 100 }, draw);
        return { item: MISSING.id, epoch, cluster: `${epoch}`, explored };
      });
      const scores = scoreReplicates(played, { condition, expected: 1_000, seed: 1 });
      const { found, suffixFailure, evenness, greedy, reward, median } = scores;
      const cells = [found, suffixFailure, evenness, greedy, reward, median];
      return [
        '',
        condition,
        name,
        ...cells.map(({ value }) => (100 * (value ?? -1)).toFixed(1)),
        '',
      ];
    }),
  );
  const documented = PAGE.split('\n')
    .filter((line) => /^\| (?:hard|easy) +\| [a-z]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(documented).toEqual(rows);
}, 60_000);

test('the page lists every protocol, variant and policy, with its calls', () => {
  for (const { name } of PROTOCOLS) expect(PAGE).toContain(`| \`${name}\``);
  for (const variant of VARIANTS) expect(PAGE).toContain(`| \`${variant}\``);
  for (const { name, calls } of POLICIES) {
    const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row, name).toMatch(new RegExp(`\\| ${calls} +\\|$`));
  }
});

test('so are those in which the user strays', async () => {
  const items = await intactItems('v1/dev');
  const shown = [...PAGE.matchAll(/^`(\w+)`, distract, (\w+):\n\n((?:>.*\n)+)/gm)];
  expect(shown).toHaveLength(3);
  for (const [, name = '', policy = '', quote = ''] of shown) {
    const said = documented(quote);
    const asked = items.filter((item) => said.includes(item.text));
    expect(asked).toHaveLength(1);
    const held = await Promise.all(asked.map((item) => wordsOf(distract, item, name, policy)));
    expect(held).toContain(said);
  }
});

test('the templates of distract are as many as it says, kind by kind', () => {
  const all = POOLS.flatMap((pool) => templatesOf(pool));
  expect(PAGE).toContain(`The ${all.length} templates are written by hand`);
  for (const kind of KINDS) {
    const count = all.filter((template) => template.kind === kind).length;
    const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${kind}\``));
    expect(row, kind).toMatch(
      new RegExp(
        `^\\| \`${kind}\` +\\| ${count} +\\|.*\\| ${isDistractor(kind) ? 'deflected' : 'engaged'} +\\|$`,
      ),
    );
  }
});

test('its numbers on the release are right', async () => {
  const items = await intactItems('v1/dev', 'v1/test');
  const untold = items.filter((item) => shardsOf(item) === null).length;
  expect(plain(PAGE)).toContain(`${untold} of the ${items.length} intact items of \`v1\``);
  const withheld = items.flatMap((item) => withheldOf(item) ?? []);
  const missing = (facts: number) => withheld.filter(({ least }) => least === facts).length;
  const { length: opening } = withheld.filter(({ opens }) => opens);
  expect(plain(PAGE)).toContain(`${opening} of the problems of \`v1\` have such a need`);
  expect(plain(PAGE)).toContain(
    `takes the ${withheld.length} intact items of \`v1\` that \`reveal\` takes; ${missing(2)} have two facts missing, ${missing(3)} three, ${missing(4)} four.`,
  );
  expect(withheld).toHaveLength(items.length - untold);
  const turns = Math.max(...items.map((item) => turnsOf(item, 'sharded')));
  expect(plain(PAGE)).toContain(`no item of \`v1\` needs more than ${turns}`);
}, 120_000);
