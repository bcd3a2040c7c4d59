import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Item } from '../src/corrupt/item.ts';
import { readItems } from '../src/corrupt/item-file.ts';
import type { Completion, Message } from '../src/model/completion.ts';
import { RESPONDENTS } from '../src/model/respondents/index.ts';
import { respondTo } from '../src/model/respondents/respond.ts';
import { converseUnder } from '../src/policy/converse.ts';
import { POLICIES, policyNamed } from '../src/policy/index.ts';
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
  const respond = respondTo([item]);
  const respondent = RESPONDENTS.find((each) => each.name === name);
  let shown: Message[] = [];
  const ask = async (messages: readonly Message[]): Promise<Completion> => {
    const reply = respondent && respond(respondent, messages, null);
    if (!reply) throw new Error(`no reply of ${name}`);
    shown = [...messages, { role: 'assistant', content: reply.text }];
    return reply;
  };
  const options = { maxTurns: 16, answers: 'all', variant: 'sharded' } as const;
  await converseUnder(policyNamed(policy), protocol, item, ask, options);
  return plain(shown.map(({ content }) => content).join('\n'));
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A quoted conversation without its markup and speakers. */
function documented(quote: string): string {
  const lines = quote.split('\n').map((line) => line.replace(/^> ?/, '').replace(/\\$/, ''));
  return plain(lines.join('\n').replace(/\*\*(?:User|anchored|patient|oracle|dawdler):\*\* /g, ''));
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

test('the page lists every protocol, variant and policy, with its calls', () => {
  for (const { name } of PROTOCOLS) expect(PAGE).toContain(`| \`${name}\``);
  for (const variant of VARIANTS) expect(PAGE).toContain(`| \`${variant}\``);
  for (const { name, calls } of POLICIES) {
    const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row, name).toMatch(new RegExp(`\\| ${calls} +\\|$`));
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
