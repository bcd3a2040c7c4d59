import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Verdict } from '../graders/verdict.ts';
import { Item } from '../src/corrupt/item.ts';
import { readTranscripts } from '../src/run/replies.ts';
import { completion, sendJson, startChatServer } from './endpoints/chat-server.ts';
import { lacuna } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

const ROOT = join(import.meta.dirname, '..');

/** What a model says in its turns, given the number that the user named last. */
type Script = ReadonlyArray<(heard: number) => string>;

/** It asks in words of its own, none of them those of the family. */
const SCRIPTS: Readonly<Record<string, { family: string; operator: string; turns: Script }>> = {
  soup: {
    family: 'soup-kitchen',
    operator: 'remove',
    turns: [
      () => "Hm, I can't finish this one as it stands. Could you give me a bit more to go on?",
      () => 'How much of the soup ended up in the freezer?',
      (quarts) => {
        const bowls = ((96 - quarts) * 32) / 8;
        return `Then ${96 - quarts} of the 96 quarts are left for the guests. A quart is 32 fluid ounces, so ${bowls} bowls are served.`;
      },
    ],
  },
  sunflowers: {
    family: 'sunflower-beds',
    operator: 'contradict',
    turns: [
      () =>
        'Hold on: first you say that 30 sunflowers grow in the north bed, and then the list by the gate has 35. Which should I go by?',
      (north) => {
        const south = (156 * (north + 10) - 166 * north) / 10;
        return `No problem. All of them add up to ${156 * (north + 10)} centimetres, those in the north to ${166 * north}, so the 10 in the south average **${south} centimetres**.`;
      },
    ],
  },
  bakery: {
    family: 'bakery-overtime',
    operator: 'remove',
    turns: [
      () => 'Did Luca get paid extra for working on a Sunday?',
      () => 'All right. What did an ordinary hour bring him in, then?',
      (wage) => {
        const overtime = (1225 - 25 * wage) / (1.25 * wage);
        return `That makes ${25 * wage} dollars for the 25 hours, and ${1.25 * wage} dollars for each hour on top. So he worked ${overtime} hours of overtime.`;
      },
    ],
  },
};

test('a model that asks in its own words and the user understand each other', async () => {
  const cwd = scratchDir();
  mkdirSync(join(cwd, 'families'));
  for (const { family } of Object.values(SCRIPTS)) {
    cpSync(join(ROOT, `problems/families/${family}.yaml`), join(cwd, `families/${family}.yaml`));
  }
  const drawn = ['corrupt', '--families', 'families', '--operators', 'remove,contradict'];
  const made = await lacuna([...drawn, '--seed', '5', '--out', 'items.jsonl'], { cwd });
  expect(made.code, made.stderr).toBe(0);
  const items = lines(join(cwd, 'items.jsonl')).map((line) => Item.parse(line));
  const scripts = new Map(
    Object.values(SCRIPTS).map(({ family, operator, turns }) => {
      const item = items.find((one) => one.family === family && one.operator === operator);
      return [item?.text, { turns, id: item?.id }] as const;
    }),
  );
  const server = await startChatServer(['m'], (response, body) => {
    const [problem] = body.messages;
    const said = body.messages.filter(({ role }) => role === 'assistant').length;
    const heard = Number(/\d+(?:\.\d+)?/.exec(body.messages.at(-1)?.content ?? '')?.[0]);
    const text = scripts.get(problem?.content)?.turns[said]?.(heard) ?? 'I would rather not.';
    sendJson(response, 200, completion(body, text));
  });
  onTestFinished(() => server.close());
  const how = ['--items', 'items.jsonl', '--protocol', 'resolve', '--out', 'run', '--quiet'];
  const args = ['run', '--base-url', server.baseUrl, '--model', 'm', ...how];
  const ran = await lacuna(args, { cwd });
  expect(ran.code, ran.stderr).toBe(0);

  const verdicts = lines(join(cwd, 'run/verdicts.rules.jsonl')).map((line) => Verdict.parse(line));
  let told = '';
  for await (const { item, turns } of readTranscripts(join(cwd, 'run/replies.jsonl'))) {
    if (![...scripts.values()].some(({ id }) => id === item)) continue;
    expect(verdicts.find((verdict) => verdict.item === item)).toMatchObject({ right: true });
    for (const { user, reply } of turns)
      told += `User:  ${wrapped(user)}\nModel: ${wrapped(reply.text)}\n`;
    told += '\n';
  }
  await expect(told).toMatchFileSnapshot('golden/conversations.txt');
  const page = readFileSync(join(ROOT, 'docs/grading.md'), 'utf8');
  expect(page, 'docs/grading.md shows these conversations').toContain(told.trimEnd());
}, 60_000);

function lines(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function wrapped(text: string): string {
  return text.replace(/(?![^\n]{1,92}$)([^\n]{1,92})\s/g, '$1\n       ');
}
