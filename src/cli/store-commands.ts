import type { Command } from 'commander';

const STORE = 'a PostgreSQL database, postgres://user@host/name; its password in PGPASSWORD';

/** Commands of runs that several machines hold together. */
export function addStoreCommands(lacuna: Command): void {
  lacuna
    .command('worker')
    .description('hold the conversations of a store, besides other workers, until none is left')
    .requiredOption('--store <url>', STORE)
    .option('--run <name>', 'only this run, or those under this name')
    .option('--concurrency <n>', 'calls in flight', '16')
    .option('--base-url <url>', 'where the model is, seen from here; by default as the run says')
    .option('--header <name: value...>', 'an extra request header (never recorded)')
    .option('--lease <seconds>', 'silent for so long, others take up what it holds', '30')
    .option('--stay', 'wait for more where nothing is left')
    .option('--quiet', 'say nothing while it works')
    .action(async (options: unknown) => (await import('./store/worker.ts')).worker(options));
  lacuna
    .command('status')
    .description('how far the runs of a store are, how fast, what failed, and who works')
    .requiredOption('--store <url>', STORE)
    .option('--run <name>', 'only this run, or those under this name')
    .option('--json', 'for programs')
    .action(async (options: unknown) => (await import('./store/status.ts')).status(options));
  lacuna
    .command('pull')
    .description('make the run folders of runs of a store, and grade them')
    .requiredOption('--store <url>', STORE)
    .option('--run <name>', 'only this run, or those under this name')
    .requiredOption('--out <dir>', 'the run folder; of several runs, the folder that holds them')
    .action(async (options: unknown) => (await import('./store/pull.ts')).pull(options));
}
