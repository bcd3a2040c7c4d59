import type { Command } from 'commander';

/** `lacuna audit FILE`. */
export function addAudit(lacuna: Command): void {
  lacuna
    .command('audit')
    .description('which items of others that lack a premise can be answered all the same')
    .argument('<file>', 'items in the external format, with their intact twins')
    .option(
      '--solutions <file...>',
      "worked solutions of intact twins that have none, in GSM8K's or SVAMP's format",
    )
    .option('--out <file>', 'where each verdict goes, with its proof')
    .action(async (file: string, options: unknown) =>
      (await import('./audit.ts')).auditFile(file, options),
    );
}
