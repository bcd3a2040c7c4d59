import type { Command } from 'commander';

/** What is read of each kind of file, by the name of its command. */
export const WORD_PROBLEM_FILES: ReadonlyMap<string, string> = new Map([
  ['gsm8k', 'JSON Lines with question and answer: prose with <<3*4=12>>, then #### 12'],
  ['svamp', 'a JSON array (or JSON Lines) with Body, Question, Equation and Answer'],
  ['jsonl', 'JSON Lines, or a JSON array, with fields that --map names'],
  ['csv', 'CSV with a header whose columns --map names'],
]);

/** `lacuna import gsm8k|svamp|jsonl|csv FILE --out items.jsonl`. */
export function addWordProblems(group: Command): void {
  for (const [name, files] of WORD_PROBLEM_FILES) {
    const command = group
      .command(name)
      .description('word problems with their solutions, to be corrupted and certified')
      .argument('<file>', files)
      .requiredOption('--out <file>', 'where the items go')
      .option(
        '--operators <names>',
        'how to corrupt, with commas between',
        'remove,blur,contradict',
      )
      .option('--seed <number>', 'the same seed gives the same items', '1')
      .option('--problems <file>', 'where the problems go, as Lacuna understood them')
      .option('--rejected <file>', 'where each problem that was not taken goes, with the reason');
    if (name === 'jsonl' || name === 'csv') {
      command.requiredOption(
        '--map <columns>',
        'what holds what: question=…,answer=…,solution=… (or equation=…), and id=… if there is one',
      );
    }
    command.action(async (file: string, options: unknown) =>
      (await import('./word-problems.ts')).importWords(name, file, options),
    );
  }
}
