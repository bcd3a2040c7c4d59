import type { Command } from 'commander';

/** `lacuna import external FILE --out items.jsonl`. */
export function addExternal(group: Command): void {
  group
    .command('external')
    .description('items corrupted elsewhere, in the external format, to be run: uncertified')
    .argument('<file>', 'items in the external format (JSON Lines)')
    .requiredOption('--out <file>', 'where the items go')
    .action(async (file: string, options: unknown) =>
      (await import('./external.ts')).importExternal(file, options),
    );
}
