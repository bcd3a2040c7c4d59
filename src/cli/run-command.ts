import type { Command } from 'commander';

/** `lacuna run` and its options. */
export function addRun(lacuna: Command): void {
  lacuna
    .command('run')
    .description(
      'put items to a model and score its replies; without a model: to embedded respondents',
    )
    .option('--model <name>', 'the model under test')
    .option('--base-url <url>', 'an OpenAI-compatible endpoint, such as http://127.0.0.1:8000/v1')
    .option('--api-key-env <name>', 'the environment variable that holds the key')
    .option('--api <kind>', 'chat or responses')
    .option(
      '--dialect <name>',
      "how budgets become request fields; by default from the endpoint's address",
    )
    .option('--header <name: value...>', 'an extra request header (never recorded)')
    .option('--body <json>', 'extra fields of the request body, such as {"temperature":0.6}')
    .option('--budgets <list>', 'such as low,medium,high or think,nothink,tokens:2048,samples:5')
    .option(
      '--items <set>',
      'a frozen release, v1/dev or v1/test, or a file of `lacuna corrupt`; by default 60 pairs of v1/dev',
    )
    .option(
      '--limit <pairs>',
      'only so many pairs (of reveal, lead, explore, distract: problems), spread over the families',
    )
    .option('--epochs <n>', 'how often each item is put; by default once')
    .option(
      '--protocol <name>',
      'ask (one turn), resolve (a simulated user answers), reveal (he tells an intact problem bit by bit), lead (he tells the rest only when asked), distract (he strays from it) or explore (whom to ask, day by day)',
    )
    .option(
      '--explore <list>',
      'sources and how they are told of: hard, easy, each also with +hint, +summary; by default hard,easy',
    )
    .option('--rounds <n>', 'days of explore, a call each; by default 100')
    .option('--reveal <list>', 'how he tells it: full, concat, sharded, user-only; by default all')
    .option(
      '--policy <list>',
      'plain, hint, cot, recap, snowball, summary, critic, mediator; a run each',
    )
    .option(
      '--max-turns <n>',
      'turns of a conversation: by default 6, under reveal 16, under lead 12, under distract 7, under explore 100',
    )
    .option('--answers <how>', 'of its user: all that is asked, or one thing a turn')
    .option(
      '--user-model <name>',
      'a model that reads for its user what is asked; by default rules',
    )
    .option('--user-base-url <url>', 'where it is')
    .option('--user-api-key-env <name>', 'the environment variable that holds its key')
    .option('--user-price <in,out>', 'dollars per million of its input and output tokens')
    .option('--concurrency <n>', 'calls in flight; by default 16')
    .option('--rpm <n>', 'requests a minute')
    .option('--tpm <n>', 'tokens a minute')
    .option('--attempts <n>', 'tries per call; by default 8')
    .option('--timeout <seconds>', 'for one call; by default 600')
    .option(
      '--stream',
      'ask for replies as streams, for endpoints that only stream or cut silent calls',
    )
    .option('--price <in,out>', 'dollars per million input and output tokens; by default not known')
    .option(
      '--batch',
      "ask through the provider's batches: within a day instead of at once, for less",
    )
    .option('--batch-discount <share>', 'by which batches cost less than --price; by default 0.5')
    .option('--batch-poll <seconds>', 'first wait for a batch, growing from there; by default 10')
    .option('--batch-size <n>', 'requests in a batch; by default 50000')
    .option('--seed <n>', 'of all that is drawn by chance')
    .option('--out <dir>', 'the run folder; an unfinished run there goes on')
    .option('--store <url>', 'put the run into a PostgreSQL database, for `lacuna worker` to hold')
    .option('--register <file>', "write the run into the vendor's register before it begins")
    .option(
      '--respondents [list]',
      'run embedded respondents instead of a model (all of the protocol, or names; alone: some that show the scale)',
    )
    .option(
      '--suite <name>',
      'initiative: every protocol, within a call limit, and one profile of each model',
    )
    .option('--max-calls <n>', 'of a suite: calls at most, shared between its protocols')
    .option(
      '--config <file>',
      'settings; by default lacuna.config.json or .yaml here, flags winning',
    )
    .option('--dry-run', 'say how many calls and tokens it would take, and stop')
    .option('--quiet', 'no progress')
    .action(async (options: unknown) => (await import('./run.ts')).run(options));
}
