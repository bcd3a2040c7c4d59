import type { Command } from 'commander';

/** Commands of the multi-turn-aware reward: what a reply is worth ahead, and whether that teaches. */
export function addRewardAhead(reward: Command): void {
  reward
    .command('estimate')
    .description('say what candidate replies are worth for the end of their conversations')
    .argument('<file>', 'JSON Lines: item, messages so far, candidates')
    .requiredOption('--out <file>', 'where the estimates go (JSON Lines)')
    .option('--items <set>', 'v1/dev, or a file of items; never a test split', 'v1/dev')
    .option('--window <n>', 'replies that are looked ahead; 0 is the immediate reward', '2')
    .option('--samples <n>', 'futures of each candidate', '3')
    .option('--per-token <cost>', 'taken off for each token of a correct conversation', '0.0001')
    .option('--per-question <cost>', 'taken off for each thing that is asked needlessly', '0.1')
    .option('--answers <how>', 'of the simulated user: all that is asked, or one thing', 'all')
    .option('--model <name>', 'the policy: it replies in the futures')
    .option('--base-url <url>', 'an OpenAI-compatible endpoint')
    .option('--api-key-env <name>', 'the environment variable that holds the key', 'OPENAI_API_KEY')
    .option('--header <name: value>', 'an extra request header (never recorded)', repeated)
    .option('--body <json>', 'extra fields of the request body, such as {"temperature":1}')
    .option('--respondent <name>', 'an embedded respondent as the policy')
    .option('--concurrency <n>', 'calls in flight', '16')
    .option('--rpm <n>', 'requests a minute')
    .option('--tpm <n>', 'tokens a minute')
    .option('--attempts <n>', 'tries per call', '8')
    .option('--timeout <seconds>', 'for one call', '600')
    .option('--stream', 'ask for replies as streams')
    .action(async (file: string, options: unknown) =>
      (await import('./reward-estimate.ts')).rewardEstimate(file, options),
    );
  reward
    .command('teach')
    .description('teach toy learners by the reward, and score them on families that they never met')
    .option('--items <set>', 'what they learn from; never a test split', 'v1/dev')
    .option('--unseen <set>', 'what they are scored on, of other families', 'v1/test')
    .option('--limit <pairs>', 'of the unseen set, spread over the families', '400')
    .option('--seeds <n>', 'learners of each kind', '5')
    .option('--steps <n>', 'of training', '300')
    .option('--window <n>', 'replies that the multi-turn-aware reward looks ahead', '2')
    .option('--samples <n>', 'futures that it samples', '3')
    .option('--per-token <cost>', 'taken off for each token of a correct conversation', '0.0001')
    .option('--per-question <cost>', 'taken off for each thing that is asked needlessly', '0.75')
    .option('--out <file>', 'also write all curves (JSON Lines)')
    .option('--chart <file>', 'and draw them, as SVG')
    .option('--from <file>', 'teach nobody: show what --out wrote before')
    .action(async (options: unknown) => (await import('./reward-teach.ts')).rewardTeach(options));
}

/** An option that may be given again: one that takes several words would swallow the file. */
function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
