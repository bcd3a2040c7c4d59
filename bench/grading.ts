import { HOSTILE } from '../graders/rules/hostile-replies.test-data.ts';
import { rulesReader } from '../graders/rules/reader.ts';
import { subjectOfExternal } from '../src/import/external.ts';
import { readExternalItems, readExternalReplies } from '../src/import/external-file.ts';
import { packageFile } from '../src/package-root.ts';

/**
 * How many replies the rules grade a second on one core, over the labelled replies that ship with the
 * package; how long they take for hostile ones, and how that grows. Of a longer reply than READ_WHOLE they
 * read both ends: growth shows below that.
 */
const READ_WHOLE = 24_000;
const ROUNDS = 5;
const TRIES = 7;

const gold = packageFile('graders/gold/dev');
const items = await readExternalItems(`${gold}/items.jsonl`);
const replies = await readExternalReplies(`${gold}/replies.jsonl`, items);
const subjects = new Map(replies.map(({ item }) => [item, subjectOfExternal(item)]));
const graded = () => {
  for (const { item, reply } of replies) {
    const subject = subjects.get(item);
    if (subject) rulesReader.read(subject, reply.reply, item.id);
  }
};
// Twice for the compiler.
graded();
graded();
const seconds = best(ROUNDS, graded);
process.stdout.write(
  `${Math.round(replies.length / seconds)} replies graded a second on one core\n`,
);

const [subject] = [...subjects.values()].filter(({ kind }) => kind === 'missing');
if (!subject) throw new Error('no labelled reply to an item with something missing');
for (const { name, size, reply } of HOSTILE) {
  const [whole = 0, small = 0, large = 0] = [
    reply(size),
    reply(READ_WHOLE / 4),
    reply(READ_WHOLE),
  ].map((text) => best(TRIES, () => rulesReader.read(subject, text, 'hostile')));
  process.stdout.write(
    `${(1000 * whole).toFixed(1).padStart(6)} ms for ${size} characters of ${name}; ${READ_WHOLE} take ${(large / small).toFixed(1)} times as long as ${READ_WHOLE / 4}\n`,
  );
}

/** The least of several times, in seconds of processor time: what else runs only adds to it. */
function best(times: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
