import { z } from 'zod';
import { listModels } from './served-models.ts';

export interface FoundServer {
  /** The server whose usual port it is. */
  name: string;
  baseUrl: string;
  models: string[];
}

const USUAL_PORTS: ReadonlyArray<{ name: string; port: number }> = [
  { name: 'Ollama', port: 11434 },
  { name: 'LM Studio', port: 1234 },
  { name: 'vLLM', port: 8000 },
  { name: 'llama.cpp', port: 8080 },
  { name: 'SGLang', port: 30000 },
];

/**
 * OpenAI-compatible servers on this machine's usual ports, with what they serve. Whatever else
 * listens there, or does not answer in time, is left out.
 */
export async function discoverServers(
  ports = USUAL_PORTS,
  timeoutMs = 1000,
): Promise<FoundServer[]> {
  const found = await Promise.all(
    ports.map(async ({ name, port }) => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      const models = await listModels(() => getJson(`${baseUrl}/models`, timeoutMs));
      return models.length > 0 ? [{ name, baseUrl, models }] : [];
    }),
  );
  return found.flat();
}

async function getJson(url: string, timeoutMs: number): Promise<unknown> {
  const { fetch } = await import('undici');
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return z.unknown().parse(await response.json());
}
