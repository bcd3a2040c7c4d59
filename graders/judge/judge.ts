import type { Completion, Fields, Message, ModelError } from '../../src/model/completion.ts';
import {
  type AnswerShape,
  askForAnswer,
  type NoAnswer,
  responseFormat,
} from '../../src/model/json-answer.ts';
import type { PacedEndpoint } from '../../src/run/paced-endpoint.ts';
import { completeWithout } from '../../src/run/refusable-fields.ts';
import { spentOn } from '../../src/run/spent.ts';
import { answerShape, type JudgeAnswer } from './answer.ts';
import type { Case } from './case.ts';
import { type Judgements, judgementKey } from './judgements.ts';
import { kindOf, PROMPT_HASH, promptFor, REPAIR } from './prompt.ts';

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
    const shape = answerShape(kind);
    const { answer, none, calls } = await askForAnswer(promptFor(judged, seed), {
      shape,
      quoted: [judged.text],
      mend: REPAIR,
      call: (messages) => this.#call(messages, shape),
    });
    const outputs = calls.map(({ completion }) => completion);
    await judgements.add({
      key,
      prompt: PROMPT_HASH,
      model,
      sample,
      about: judged.about,
      answer,
      none,
      output: (outputs.at(-1)?.text ?? '').slice(0, LONGEST_KEPT),
      spent: spentOn(outputs),
      ms: calls.reduce((sum, { ms }) => sum + ms, 0),
      at: new Date(now()).toISOString(),
    });
    return answer ?? none ?? 'unparsable';
  }

  async #call(messages: readonly Message[], shape: AnswerShape<JudgeAnswer>) {
    const { endpoint, refused, body, onReply, onFailure } = this.#options;
    const wanted = { ...responseFormat(shape), ...this.#sampling() };
    const called = await completeWithout(endpoint, messages, {
      refused,
      wanted,
      kept: body,
      onFailure,
    });
    onReply(called.completion);
    return called;
  }

  /** As it is asked for: what the endpoint refuses of it does not make another judge of it. */
  #sampling(): Fields {
    const { seed, sample, body } = this.#options;
    return { temperature: 0, seed: seed + sample, ...body };
  }
}
