import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { Verdict } from '../graders/verdict.ts';
import { runFiles } from '../src/run/folder.ts';
import { RunLine, RunRecord } from '../src/run/record.ts';

/**
 * A graded run of at least so many verdicts: the conversations of a small graded run of one epoch, epoch upon
 * epoch. `reply` makes the text of a reply. Gives how many verdicts it has.
 */
export async function writeSyntheticRun(
  from: string,
  to: string,
  verdicts: number,
  reply: (text: string, epoch: number) => string = (text) => text,
): Promise<number> {
  const [small, large] = [runFiles(from), runFiles(to)];
  const lines = readLinesOf(small.replies).map((line) => RunLine.parse(JSON.parse(line)));
  const graded = readLinesOf(small.verdicts('rules')).map((line) =>
    Verdict.parse(JSON.parse(line)),
  );
  const run = RunRecord.parse(JSON.parse(readFileSync(small.record, 'utf8')));
  const epochs = Math.ceil(verdicts / graded.length);
  await mkdir(to, { recursive: true });
  await cp(small.items, large.items);
  await writeFile(large.record, JSON.stringify({ ...run, epochs }));
  await write(large.replies, epochs, (epoch) =>
    lines.map((line) => {
      if (line.type === 'end') {
        const turns = line.turns.map((turn) => ({ ...turn, reply: `${turn.reply}-${epoch}` }));
        return { ...line, epoch, turns };
      }
      if (line.type === 'error') return { ...line, epoch };
      const completion = { ...line.completion, text: reply(line.completion.text, epoch) };
      return { ...line, key: `${line.key}-${epoch}`, epoch, completion };
    }),
  );
  await write(large.verdicts('rules'), epochs, (epoch) => graded.map((one) => ({ ...one, epoch })));
  return epochs * graded.length;
}

async function write(path: string, epochs: number, of: (epoch: number) => unknown[]) {
  const stream = createWriteStream(path, { highWaterMark: 1 << 20 });
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const text = of(epoch)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

function readLinesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}
