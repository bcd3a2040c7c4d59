import type { Command } from 'commander';
import { addRewardAhead } from './reward-ahead-command.ts';

/** `lacuna reward …`: the graders as a reward for training. */
export function addReward(lacuna: Command): void {
  const reward = lacuna.command('reward').description('the graders as a reward for training');
  reward
    .command('serve')
    .description('grade conversations over HTTP, for trainers: see docs/reward.md')
    .option('--items <set>', 'v1/dev, or a file of items; never a test split', 'v1/dev')
    .option('--host <address>', 'where it listens', '127.0.0.1')
    .option('--port <n>', 'by default 8010; 0 takes a free one', '8010')
    .option('--seal <file...>', 'secrets of sealed rounds, whose items are refused')
    .option('--token-env <name>', 'the environment variable with the token that requests must bear')
    .option('--per-token <cost>', 'taken off for each token of a correct conversation', '0.0001')
    .option('--per-question <cost>', 'taken off for each thing that is asked needlessly', '0.1')
    .option('--max-body <mib>', 'the largest body of a request, in MiB', '8')
    .action(async (options: unknown) => (await import('./reward.ts')).rewardServe(options));
  reward
    .command('rows')
    .description(
      'write the prompts of items for a trainer, each with its id and without its answer',
    )
    .option('--items <set>', 'v1/dev, or a file of items; never a test split', 'v1/dev')
    .option('--seal <file...>', 'secrets of sealed rounds, whose items are refused')
    .requiredOption('--out <file>', 'where the rows go (JSON Lines)')
    .action(async (options: unknown) => (await import('./reward.ts')).rewardRows(options));
  addRewardAhead(reward);
}
