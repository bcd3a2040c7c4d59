import { type Command, Option } from 'commander';

/** Commands that decide: whether two runs differ, whether a release may go out, how much to run. */
export function addDecisionCommands(lacuna: Command): void {
  addCompare(lacuna);
}

function addCompare(lacuna: Command): void {
  lacuna
    .command('compare')
    .description('hold two runs of the same items against each other, item by item')
    .argument('<before>', 'a run folder, or a log of Inspect AI (.json)')
    .argument('<after>', 'another')
    .addOption(
      new Option('--format <format>', 'how').choices(['table', 'json', 'md']).default('table'),
    )
    .option('--metric <name>', 'lacuna, asks, solves, overasks, guesses, …', 'lacuna')
    .option('--grader <name>', 'whose verdicts', 'rules')
    .option('--flips <n>', 'list at most so many items that came out otherwise', '20')
    .option('--cluster <field>', "of a log's sample metadata: samples that share it are one family")
    .option('--width <columns>', 'of the table; by default that of the terminal, or 80')
    .action(async (before: string, after: string, options: unknown) =>
      (await import('./compare.ts')).compare(before, after, options),
    );
}
