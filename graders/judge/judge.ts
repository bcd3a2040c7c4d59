import {
  type Completion,
  type Fields,
  type Message,
  ModelError,
} from '../../src/model/completion.ts';
import type { PacedEndpoint } from '../../src/run/paced-endpoint.ts';
import { spentOn } from '../../src/run/replies.ts';
import {
  type AnswerKind,
  extractAnswer,
  type JudgeAnswer,
  jsonSchema,
  parseAnswer,
} from './answer.ts';
import type { Case } from './case.ts';
import { type Judgements, judgementKey, type NoAnswer } from './judgements.ts';
import { kindOf, PROMPT_HASH, promptFor, repairPrompt } from './prompt.ts';

export interface JudgeOptions {
  readonly model: string;
  /** Its place among the judges of that model. */
  readonly sample: number;
  readonly endpoint: PacedEndpoint;
  /** Fields of the request that an endpoint has refused: shared by the judges of one model. */
  readonly refused: Set<string>;
  /** Extra fields of the request body. */
  readonly body: Fields;
  readonly seed: number;
  readonly judgements: Judgements;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onReply: (completion: Completion) => void;
  /** Told of a failure before another call begins. */
  readonly onFailure: (error: ModelError) => void;
}

const LONGEST_KEPT = 4_000;

/** One language model as a judge. */
export class Judge {
  readonly model: string;
  /** Keys of all that it was asked about. */
  readonly keys = new Set<string>();
  readonly #options: JudgeOptions;
  /** Equal replies to an item are judged once, also where they are judged at the same time. */
  readonly #underWay = new Map<string, Promise<JudgeAnswer | NoAnswer>>();

  constructor(options: JudgeOptions) {
    this.model = options.model;
    this.#options = options;
  }

  /** Its answer, from the record or by asking. Throws ModelError, Stopped, InputError (disk full). */
  async judge(judged: Case): Promise<JudgeAnswer | NoAnswer> {
    const { model, sample, judgements } = this.#options;
    const key = judgementKey(judged, { model, sample, fields: this.#sampling() });
    this.keys.add(key);
    const known = judgements.find(key)?.answer;
    if (known) return known;
    const underWay = this.#underWay.get(key) ?? this.#ask(judged, key);
    this.#underWay.set(key, underWay);
    try {
      return await underWay;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #ask(judged: Case, key: string): Promise<JudgeAnswer | NoAnswer> {
    const { model, sample, judgements, now, seed } = this.#options;
    const kind = kindOf(judged.subject);
    const messages = promptFor(judged, seed);
    const calls = [await this.#call(messages, kind)];
    let answer = answerOf(calls[0]?.completion, kind);
    if ('fault' in answer) {
      const output = calls[0]?.completion.text ?? '';
      calls.push(await this.#call(repairPrompt(messages, output, answer.fault), kind));
      answer = answerOf(calls[1]?.completion, kind);
    }
    const outputs = calls.map(({ completion }) => completion);
    const last = outputs.at(-1);
    const found =
      'fault' in answer
        ? outputs
            .map(({ text }) => extractAnswer(text, kind, judged.text))
            .findLast((extracted) => extracted !== null)
        : answer;
    const none = found ? null : whyNone(last);
    await judgements.add({
      key,
      prompt: PROMPT_HASH,
      model,
      sample,
      about: judged.about,
      answer: found ?? null,
      none,
      output: (last?.text ?? '').slice(0, LONGEST_KEPT),
      spent: spentOn(outputs),
      ms: calls.reduce((sum, { ms }) => sum + ms, 0),
      at: new Date(now()).toISOString(),
    });
    return found ?? none ?? 'unparsable';
  }

  /** One call; fields that the endpoint refuses are left out, now and in all calls to come. */
  async #call(messages: readonly Message[], kind: AnswerKind) {
    const { endpoint, refused, body, onReply, onFailure } = this.#options;
    let guessed = false;
    for (;;) {
      let sent: Fields = {};
      let without: Refusal | undefined;
      const fields = () => {
        sent = this.#fields(kind, refused);
        return sent;
      };
      try {
        const called = await endpoint.complete(messages, fields, (error) => {
          without = refusal(error, sent);
          if (without && !Object.hasOwn(body, without.field)) refused.add(without.field);
          else onFailure(error);
        });
        onReply(called.completion);
        return called;
      } catch (error) {
        // It was not the field that the guess fell on: the next call may have it again.
        if (guessed && isVague(error)) refused.delete('response_format');
        if (!without || Object.hasOwn(body, without.field)) throw error;
        guessed = without.guessed;
      }
    }
  }

  #fields(kind: AnswerKind, without: ReadonlySet<string>): Fields {
    const format = {
      type: 'json_schema',
      json_schema: { name: `reply_${kind}`, strict: true, schema: jsonSchema(kind) },
    };
    const all = { response_format: format, ...this.#sampling() };
    return Object.fromEntries(Object.entries(all).filter(([name]) => !without.has(name)));
  }

  /** As it is asked for: what the endpoint refuses of it does not make another judge of it. */
  #sampling(): Fields {
    const { seed, sample, body } = this.#options;
    return { temperature: 0, seed: seed + sample, ...body };
  }
}

interface Refusal {
  readonly field: string;
  /** The endpoint did not say which: it may be another. */
  readonly guessed: boolean;
}

/** The field that a failure is about; a refusal that names none is taken to mean the response format. */
function refusal(error: ModelError, sent: Fields): Refusal | undefined {
  const { field } = error.details;
  if (error.kind === 'budget' && field !== undefined) return { field, guessed: false };
  return isVague(error) && Object.hasOwn(sent, 'response_format')
    ? { field: 'response_format', guessed: true }
    : undefined;
}

function isVague(error: unknown): boolean {
  if (!(error instanceof ModelError) || error.kind !== 'request') return false;
  return error.details.status === 400 || error.details.status === 422;
}

function answerOf(
  completion: Completion | undefined,
  kind: AnswerKind,
): JudgeAnswer | { fault: string } {
  if (!completion || completion.text.trim() === '') return { fault: 'the answer is empty' };
  return parseAnswer(completion.text, kind);
}

function whyNone(completion: Completion | undefined): NoAnswer {
  if (completion?.finish === 'filter') return 'filtered';
  if (completion?.finish === 'length') return 'cut';
  return completion?.text.trim() === '' ? 'empty' : 'unparsable';
}
