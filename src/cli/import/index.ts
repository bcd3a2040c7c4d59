import type { Command } from 'commander';
import { addExternal } from './external-command.ts';
import { addPublished } from './published-command.ts';
import { addWordProblems } from './word-problems-command.ts';

/** `lacuna import …`: a file an importer. */
export function addImport(lacuna: Command): void {
  const group = lacuna
    .command('import')
    .description("bring in other people's problems, and replies that they have labelled");
  addWordProblems(group);
  addExternal(group);
  addPublished(group);
  for (const command of group.commands) command.exitOverride();
}
