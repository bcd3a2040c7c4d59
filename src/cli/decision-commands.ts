import { type Command, Option } from 'commander';

/** Commands that decide: whether two runs differ, whether a release may go out, how much to run. */
export function addDecisionCommands(lacuna: Command): void {
  addCompare(lacuna);
  addGate(lacuna);
  addPlan(lacuna);
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

function addGate(lacuna: Command): void {
  lacuna
    .command('gate')
    .description('stop a release that lost more than is allowed: exit 0 passes, 1 fails, 4 unsure')
    .option('--baseline <dir>', 'the run of what is out now')
    .option('--candidate <dir>', 'the run of what is to go out')
    .option('--aa <dir>', 'instead: how often a run, split in two at random, would fail itself')
    .option('--splits <n>', 'of --aa', '2000')
    .option('--seed <n>', 'of --aa: the same seed gives the same splits', '1')
    .option('--max-drop <points>', 'how much may be lost', '2pp')
    .option('--confidence <share>', 'of each one-sided bound', '0.95')
    .option('--metric <names>', 'lacuna, asks, solves, overasks, guesses, …', 'lacuna')
    .option('--budget <names>', 'by default all; each is a criterion of its own')
    .option('--operator <names>', 'each a criterion of its own; by default all operators together')
    .option('--grader <name>', 'whose verdicts', 'rules')
    .option('--junit <file>', 'also write JUnit XML')
    .option('--summary <file>', 'also write markdown')
    .option('--github', 'also print annotations for GitHub Actions')
    .addOption(new Option('--format <format>', 'how').choices(['table', 'json']).default('table'))
    .option('--width <columns>', 'of the table; by default that of the terminal, or 80')
    .action(async (options: unknown) => (await import('./gate.ts')).gate(options));
}

function addPlan(lacuna: Command): void {
  lacuna
    .command('plan')
    .description('say how many items and epochs detect a difference, and what that takes')
    .option('--release <name>', 'a frozen release, such as v1/test; by default what is run')
    .option('--items <file>', 'instead: items of `lacuna corrupt`')
    .option('--detect <points>', 'the difference', '3pp')
    .option('--power <share>', 'how often it is to be detected', '0.8')
    .option('--pilot <dir>', 'a run to measure variances and tokens on; else they are assumed')
    .option(
      '--correlation <r>',
      "of two models' true item scores; of releases of one it is higher",
      '0.33',
    )
    .option('--grader <name>', 'whose verdicts of the pilot', 'rules')
    .option('--budgets <list>', "by default the pilot's, or default")
    .option('--protocol <name>', 'ask or resolve', 'ask')
    .option('--max-turns <n>', 'turns of a resolve conversation', '6')
    .option('--epochs <list>', 'how often each item is put: each a row', '1,3,5,10')
    .option('--prices <file>', 'YAML, dollars per million tokens: docs/prices.example.yaml')
    .option('--rpm <n>', 'requests a minute')
    .option('--tpm <n>', 'tokens a minute')
    .addOption(
      new Option('--format <format>', 'how').choices(['table', 'json', 'md']).default('table'),
    )
    .option('--width <columns>', 'of the table; by default that of the terminal, or 80')
    .action(async (options: unknown) => (await import('./plan.ts')).plan(options));
}
