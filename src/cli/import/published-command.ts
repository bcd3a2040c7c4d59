import type { Command } from 'commander';

/** What is read of each published set, by the name of its command. */
export const PUBLISHED_FILES: ReadonlyMap<string, string> = new Map([
  ['mip', 'MiP-Overthinking: its data files, or its labelled replies'],
  ['treecut', 'TreeCut: its generated problems'],
  ['premise-critique', 'Premise Critique Bench: its problems; beside them, replies and verdicts'],
  ['reliablemath', 'ReliableMath: unsol.json, solve.json'],
  ['askbench', 'AskBench: ask_mind_math500de.jsonl, quest_bench_test.jsonl'],
  ['mathtrap', 'MathTrap: MathTrap_Public.json'],
  ['umwp', 'UMWP: StandardDataset.jsonl'],
]);

/** `lacuna import mip FILE… --out items.jsonl`, and so for each published set. */
export function addPublished(group: Command): void {
  for (const [name, files] of PUBLISHED_FILES) {
    group
      .command(name)
      .description(files)
      .argument('<file...>', 'files of the set, as it is published (JSON or JSON Lines)')
      .requiredOption('--out <file>', 'where the items go, in the external format')
      .option('--replies-out <file>', 'where its labelled replies go')
      .action(async (paths: string[], options: unknown) =>
        (await import('./published.ts')).importPublished(name, paths, options),
      );
  }
}
