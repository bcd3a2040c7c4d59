import { Command, Option } from 'commander';
import { packageVersion } from '../package-root.ts';
import { addAudit } from './audit-command.ts';
import { addDecisionCommands } from './decision-commands.ts';
import { addImport } from './import/index.ts';
import { addPublicCommands } from './public-commands.ts';
import { addReward } from './reward-command.ts';
import { addRun } from './run-command.ts';
import { addStoreCommands } from './store-commands.ts';

/**
 * All commands and their options. The work of each is imported only when it is called, so that
 * `lacuna --help` is quick.
 */
export function program(): Command {
  const lacuna = new Command('lacuna')
    .description(
      'Does a language model ask for the premise that a problem lacks, and does more thinking help?',
    )
    .version(packageVersion())
    .configureHelp({ showGlobalOptions: true })
    .enablePositionalOptions();

  addRun(lacuna);
  addStoreCommands(lacuna);
  addReport(lacuna);
  addDecisionCommands(lacuna);
  addCalibrate(lacuna);
  addLabel(lacuna);
  addView(lacuna);
  addExport(lacuna);
  addItemCommands(lacuna);
  addImport(lacuna);
  addAudit(lacuna);
  addBankCommands(lacuna);
  addReleaseCommands(lacuna);
  addPublicCommands(lacuna);
  addReward(lacuna);
  throwOnExit(lacuna, 'lacuna');
  return lacuna;
}

/**
 * Commands inherit nothing: each throws instead of ending the process, the nested ones too, and after an
 * error names its own help.
 */
function throwOnExit(command: Command, typed: string): void {
  command.exitOverride();
  const does = command.registeredArguments.length > 0 || command.commands.length === 0;
  const lists = does ? 'its options' : 'the commands';
  command.showHelpAfterError(`(${typed} --help lists ${lists})`);
  for (const inner of command.commands) throwOnExit(inner, `${typed} ${inner.name()}`);
}

function addReport(lacuna: Command): void {
  lacuna
    .command('report')
    .description('print the scores of runs, or make their model card')
    .argument('<dir...>', 'run folders')
    .addOption(
      new Option('--format <format>', 'a table, or a model card')
        .choices(['table', 'html', 'md', 'json', 'csv'])
        .default('table'),
    )
    .option('--out <file>', 'where it goes; by default it is printed')
    .option('--grader <names>', 'whose verdicts; several are compared: rules,judge', 'rules')
    .option('--width <columns>', 'of the table; by default that of the terminal, or 80')
    .action(async (dirs: string[], options: unknown) =>
      (await import('./report.ts')).report(dirs, options),
    );
  const grade = lacuna
    .command('grade')
    .description('grade the replies of runs anew, without asking the model again')
    .argument('<dir...>', 'run folders')
    .addOption(
      new Option('--grader <name>', 'rules, a judge model, or rules where they are sure')
        .choices(['rules', 'judge', 'hybrid'])
        .default('rules'),
    )
    .option('--as <name>', 'of the verdicts, to keep those of several judges apart')
    .option('--quiet', 'no progress');
  withJudgeOptions(grade).action(async (dirs: string[], options: unknown) =>
    (await import('./grade.ts')).grade(dirs, options),
  );
}

/** An option that may be given again. One that takes several words would swallow the run folders. */
function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** What a grader that asks judges is told. */
function withJudgeOptions(command: Command): Command {
  return command
    .option('--judge-model <name>', 'the judge; given again: a panel that votes', repeated)
    .option('--judge-base-url <url>', 'an OpenAI-compatible endpoint')
    .option('--judge-api-key-env <name>', 'the environment variable that holds its key')
    .option('--judge-header <name: value>', 'an extra request header (never recorded)', repeated)
    .option('--judge-body <json>', 'extra fields of the request body')
    .option('--judge-price <in,out>', 'dollars per million input and output tokens of the judges')
    .option('--judge-concurrency <n>', 'calls in flight')
    .option('--judge-rpm <n>', 'requests a minute')
    .option('--judge-tpm <n>', 'tokens a minute')
    .option('--judge-attempts <n>', 'tries per call')
    .option('--judge-timeout <seconds>', 'for one call')
    .option('--judge-seed <n>', 'of the judges')
    .option('--judge-below <confidence>', 'hybrid: judge replies of which the rules are less sure');
}

function addCalibrate(lacuna: Command): void {
  const command = lacuna
    .command('calibrate')
    .description('measure how far a grader agrees with replies that were labelled by hand')
    .argument('[dir]', 'a run folder with labels of `lacuna label`')
    .option('--items <file>', 'without a run folder: the items that the replies are to')
    .option('--replies <file>', 'and the labelled replies')
    .option('--grader <name>', 'rules, judge or hybrid; of a run, whose verdicts', 'rules')
    .option(
      '--judgements <dir>',
      'where the answers of judges are kept, so that none is asked twice',
    )
    .option('--worst <n>', 'also list so many replies that it got wrong', '0')
    .option('--seed <n>', 'of the bootstrap', '1')
    .addOption(
      new Option('--format <format>', 'how').choices(['table', 'json', 'md']).default('table'),
    )
    .option('--width <columns>', 'of the table; by default that of the terminal, or 80')
    .option('--quiet', 'no progress');
  withJudgeOptions(command).action(async (dir: string | undefined, options: unknown) =>
    (await import('./calibrate.ts')).calibrate(dir, options),
  );
}

function addLabel(lacuna: Command): void {
  lacuna
    .command('label')
    .description(
      "label a sample of a run's replies by hand, on a local page, without seeing verdicts",
    )
    .argument('<dir>', 'a run folder')
    .option('--as <name>', 'who labels; by default the name of the user')
    .option('--sample <n>', 'so many replies, of pairs drawn at random', '100')
    .option('--seed <n>', 'the same seed gives the same sample', '1')
    .option('--budget <name>', 'only replies under this budget')
    .option('--port <n>', 'of the page; by default a free one')
    .action(async (dir: string, options: unknown) =>
      (await import('./label.ts')).label(dir, options),
    );
}

function addView(lacuna: Command): void {
  lacuna
    .command('view')
    .description(
      'read a run on a local page: items, twins, proofs, replies and verdicts side by side',
    )
    .argument('<dir>', 'a run folder; it may still be growing')
    .option('--no-open', 'print the address alone, and open no browser')
    .option('--port <n>', 'of the page; by default a free one')
    .action(async (dir: string, options: unknown) =>
      (await import('./view.ts')).view(dir, options),
    );
}

function addExport(lacuna: Command): void {
  const exporting = lacuna
    .command('export')
    .description('write a run in a format that other tools read')
    .argument('<dir>', 'a run folder')
    .addOption(
      new Option(
        '--to <format>',
        'logs of Inspect AI, files of lm-evaluation-harness, or a table',
      ).choices(['inspect', 'lm-eval', 'parquet', 'csv']),
    )
    .option('--out <path>', "file or folder; by default here, under the run folder's name")
    .option('--grader <name>', 'whose verdicts', 'rules')
    .enablePositionalOptions()
    .action(async (dir: string, options: unknown) =>
      (await import('./export.ts')).exportRun(dir, options),
    );
  exporting
    .command('distract-dialogues')
    .description(
      'write dialogues to train on, in which a user strays from a problem and the tutor does not',
    )
    .requiredOption('--out <file>', 'where they go: chat JSONL, a dialogue a line')
    .option('--count <n>', 'how many, all about different problems', '1080')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .action(async (_: unknown, command: Command) =>
      (await import('./export-dialogues.ts')).exportDialogues(command.opts()),
    );
}

function addItemCommands(lacuna: Command): void {
  lacuna
    .command('corrupt')
    .description('draw problems from families and corrupt them, each item with its certificate')
    .option('--release <name>', 'rebuild a split of a release instead, such as v1/test')
    .option('--families <path>', 'a family file or a folder of them; by default the built-in ones')
    .option('--split <name>', 'dev: only families of v1/dev, which models may be trained on')
    .option(
      '--operators <list>',
      'remove, blur, contradict, contradict-deep, each also with +distract; intact for twins alone',
      'remove,blur,contradict,contradict-deep,distract',
    )
    .option('--per-family <n>', 'problems drawn from each family', '1')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .requiredOption('--out <file>', 'where the items go (JSON Lines)')
    .action(async (options: unknown) => (await import('./corrupt.ts')).corrupt(options));
  lacuna
    .command('verify')
    .description('check every certificate again, by substitution alone')
    .argument('<file...>', 'items')
    .option('--certified-only', 'fail where an item has no certificate')
    .action(async (files: string[], options: unknown) =>
      (await import('./verify.ts')).verify(files, options),
    );
  lacuna
    .command('show')
    .description('print an item: its twin, what was corrupted, and the proof in words')
    .argument('<id>', 'the id of an item, or the start of one')
    .option('--items <file>', 'where it is; by default the built-in set')
    .option('--width <columns>', 'of the text')
    .action(async (id: string, options: unknown) => (await import('./show.ts')).show(id, options));
  lacuna
    .command('models')
    .description('find OpenAI-compatible servers on this machine and list what they serve')
    .action(async () => (await import('./models.ts')).models());
}

function addReleaseCommands(lacuna: Command): void {
  const release = lacuna.command('release').description('frozen releases of the benchmark');
  release
    .command('build')
    .description('draw a release from the bank: dev and test pairs, manifest and data card')
    .requiredOption('--name <version>', 'such as v1')
    .requiredOption('--seed <n>', 'the same bank and seed give the same bytes')
    .option('--pairs <n>', 'over both splits', '1500')
    .option('--bank <dir>', 'a folder with families/ and people.yaml; by default the built-in one')
    .requiredOption('--out <dir>', 'the release folder')
    .action(async (options: unknown) => (await import('./release.ts')).build(options));
  release
    .command('check')
    .description('compare every hash, check every certificate, and make the release again')
    .argument('<dir>', 'a release folder')
    .action(async (dir: string) => (await import('./release.ts')).check(dir));
  const seal = lacuna
    .command('seal')
    .description('sealed rounds: fresh problems, committed to before');
  seal
    .command('new')
    .description('draw a secret seed and print the commitment to it')
    .requiredOption('--out <file>', 'where the secret goes')
    .option('--pairs <n>', 'of the round', '600')
    .option('--bank <dir>', 'a folder with families/ and people.yaml; by default the built-in one')
    .action(async (options: unknown) => (await import('./seal.ts')).sealNew(options));
  seal
    .command('open')
    .description('check a secret against its commitment and draw the items')
    .argument('<file>', 'the secret')
    .requiredOption('--commitment <hex>', 'what `seal new` printed')
    .option('--bank <dir>', 'a folder with families/ and people.yaml; by default the built-in one')
    .requiredOption('--out <file>', 'where the items go (JSON Lines)')
    .action(async (file: string, options: unknown) =>
      (await import('./seal.ts')).sealOpen(file, options),
    );
}

function addBankCommands(lacuna: Command): void {
  const family = lacuna.command('family').description('problem families of the bank');
  family
    .command('check')
    .description('say what is wrong with family files, and where')
    .argument('<path...>', 'family files (.yaml), or folders of them')
    .option('--print', 'print the text of every wording under every operator and premise')
    .option('--seed <n>', 'of the printed texts')
    .option('--draws <n>', 'problems that are read per wording')
    .option('--problems <n>', 'problems that the share of admitted items is measured on')
    .action(async (paths: string[], options: unknown) =>
      (await import('./family.ts')).checkFamilies(paths, options),
    );
}
