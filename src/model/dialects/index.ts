import { InputError } from '../../input-error.ts';
import { anthropic } from './anthropic.ts';
import { dashscope } from './dashscope.ts';
import { deepseek } from './deepseek.ts';
import type { Dialect } from './dialect.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { plain } from './plain.ts';
import { sglang } from './sglang.ts';
import { vllm } from './vllm.ts';

export type { Dialect } from './dialect.ts';

/** In the order in which an address is tried; plain takes any. */
export const DIALECTS: readonly Dialect[] = [
  openai,
  openrouter,
  deepseek,
  anthropic,
  dashscope,
  ollama,
  vllm,
  sglang,
  plain,
];

/** The dialect that an endpoint's address tells. */
export function detectDialect(baseUrl: string): Dialect {
  const url = new URL(baseUrl);
  return DIALECTS.find((dialect) => dialect.recognises(url)) ?? plain;
}

/** Throws InputError, listing the dialects, for a name that is none. */
export function dialectNamed(name: string): Dialect {
  const dialect = DIALECTS.find((candidate) => candidate.name === name);
  if (dialect) return dialect;
  const known = DIALECTS.map((candidate) => candidate.name).join(', ');
  throw new InputError(`no dialect "${name}": use one of ${known}`);
}
