import { type ExternalItem, rightLabels, subjectOfExternal } from '../../src/import/external.ts';
import type { LabelledReply } from '../../src/import/external-file.ts';
import { languageOf } from '../../src/reading/language-of.ts';
import type { Label } from '../verdict.ts';
import type { ReplyReader, ReplyReading } from './reader.ts';

/** A reply with what people, and what the grader, made of it. */
export interface Judged {
  /** Where it is: "replies.jsonl:12". */
  readonly where: string;
  readonly item: string;
  /** An item and its twin are one cluster. */
  readonly cluster: string;
  readonly kind: ExternalItem['kind'];
  readonly style: string;
  /** ISO 639-1, or "other". */
  readonly language: string;
  readonly reply: string;
  /** The labels of which any is right. */
  readonly right: readonly Label[];
  /** The number that it commits to; undefined where nobody has said. */
  readonly final: string | null | undefined;
  readonly found: ReplyReading;
}

/** Has the grader read labelled replies, one after the other. `file` names where they are from. */
export async function* judge(
  replies: Iterable<LabelledReply>,
  reader: ReplyReader,
  file: string,
): AsyncGenerator<Judged> {
  for (const { item, reply, line } of replies) {
    yield {
      where: `${file}:${line}`,
      item: item.id,
      cluster: item.kind === 'intact' ? item.id : (item.twin ?? item.id),
      kind: item.kind,
      style: reply.style,
      language: reply.language ?? languageOf(reply.reply) ?? languageOf(item.text) ?? 'other',
      reply: reply.reply,
      right: rightLabels(reply, item.kind),
      final: reply.final,
      found: await reader.read(subjectOfExternal(item), reply.reply),
    };
  }
}
