import type { Command } from 'commander';

/** Commands of the leaderboard: what vendors hand in, and what everyone can check. */
export function addPublicCommands(lacuna: Command): void {
  addSubmit(lacuna);
  addLeaderboard(lacuna);
  addRegister(lacuna);
}

function addSubmit(lacuna: Command): void {
  lacuna
    .command('submit')
    .description('pack a complete run of a frozen release into a bundle for the leaderboard')
    .argument('<dir>', 'a run folder')
    .option('--out <file>', 'the bundle; by default <model>-<release>-<hash>.lacuna.zip')
    .option('--model-name <name>', 'as the page shows it; by default as the run calls it')
    .option('--vendor <name>', 'whose model it is')
    .option('--url <address>', 'where to read about it')
    .option('--register <file>', 'the register that the run was written into before it began')
    .option('--api-key-env <name>', 'the environment variable whose key may stand in no file')
    .option('--releases <dir>', 'frozen releases; by default the built-in ones')
    .action(async (dir: string, options: unknown) =>
      (await import('./submit.ts')).submitRun(dir, options),
    );
}

function addLeaderboard(lacuna: Command): void {
  const leaderboard = lacuna.command('leaderboard').description('the public table of models');
  leaderboard
    .command('check')
    .description('hold bundles against their evidence: grade every conversation again')
    .argument('<bundle...>', 'bundles of `lacuna submit`')
    .option('--site <dir>', 'keep what holds in the folder of the site, for its next build')
    .option('--releases <dir>', 'frozen releases; by default the built-in ones')
    .action(async (bundles: string[], options: unknown) =>
      (await import('./leaderboard-check.ts')).checkBundles(bundles, options),
    );
  leaderboard
    .command('build')
    .description('make the static site of a folder of submissions')
    .option(
      '--submissions <dir>',
      'a folder of bundles, or of run folders',
      'leaderboard/submissions',
    )
    .requiredOption('--out <dir>', 'where the site goes; what did not change there is kept')
    .option('--base <path>', "the site's path on its host, such as /lacuna/", '/')
    .option('--releases <dir>', 'frozen releases; by default the built-in ones')
    .action(async (options: unknown) =>
      (await import('./leaderboard-build.ts')).leaderboardBuild(options),
    );
}

function addRegister(lacuna: Command): void {
  lacuna
    .command('register')
    .description("check a vendor's register of runs, and list how many runs of what it holds")
    .argument('<file>', 'the register; `lacuna run --register` writes it')
    .option('--run <dir>', 'write this run folder into it first: only before its first reply')
    .action(async (file: string, options: unknown) =>
      (await import('./register.ts')).register(file, options),
    );
}
