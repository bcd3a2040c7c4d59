import { discoverServers } from '../model/discover.ts';

/** `lacuna models`: what serves models on this machine, and how to run it. */
export async function models(): Promise<void> {
  process.stdout.write(`${await describeServers()}\n`);
}

/** In words for the user: the servers found, each model with the command that runs it. */
export async function describeServers(): Promise<string> {
  const servers = await discoverServers();
  if (servers.length === 0) {
    return (
      'No OpenAI-compatible server answers on this machine ' +
      '(looked for Ollama, LM Studio, vLLM, llama.cpp and SGLang on their usual ports).'
    );
  }
  return servers
    .map(({ name, baseUrl, models }) => {
      const commands = models.map(
        (model) => `  lacuna run --base-url ${baseUrl} --model ${shellWord(model)}`,
      );
      return [`${name} at ${baseUrl} serves ${models.length || 'no'} models:`, ...commands].join(
        '\n',
      );
    })
    .join('\n');
}

/** Names come from a server: what a shell would act on is quoted. */
function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replace(/[^\x20-\x7e]|'/g, '?')}'`;
}
