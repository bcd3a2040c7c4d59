import PQueue from 'p-queue';
import type { Item } from '../../src/corrupt/item.ts';
import { kindOf } from '../../src/corrupt/item-kind.ts';
import { type ExternalItem, rightLabels, subjectOfExternal } from '../../src/import/external.ts';
import type { LabelledReply } from '../../src/import/external-file.ts';
import type { Transcript } from '../../src/protocol/transcript.ts';
import { languageOf } from '../../src/reading/language-of.ts';
import { readReply } from '../../src/reading/read-reply.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import { agreedLabel } from '../../src/run/labels.ts';
import { placeId } from '../../src/run/replies.ts';
import { saysSo } from '../rules/noticed.ts';
import type { Label, Verdict } from '../verdict.ts';
import type { ReplyReader, ReplyReading } from './reader.ts';

/** A reply with what people, and what the grader, made of it. */
export interface JudgedReply {
  /** Where it is: "replies.jsonl:12". */
  readonly where: string;
  readonly item: string;
  /** Replies of one cluster are not independent of each other. */
  readonly cluster: string;
  readonly kind: ExternalItem['kind'];
  readonly style: string;
  /** ISO 639-1, or "other". */
  readonly language: string;
  readonly reply: string;
  /** The labels of which any is right. */
  readonly right: readonly Label[];
  /** What each person made of it, where several labelled it. */
  readonly byPerson?: readonly Label[];
  /** The number that it commits to; undefined where nobody has said. */
  readonly final: string | null | undefined;
  readonly found: ReplyReading;
  /** Whether it says, by the rules, that something is missing or clashes, whatever else it does. */
  readonly saysSo: boolean;
}

/**
 * Has the grader read labelled replies, as many at a time as it likes; gives those that it came to a verdict
 * on, in order, and how many others there were. `file` names where they are from. An item and its twin are
 * one cluster. Throws what the reader throws.
 */
export async function judge(
  replies: readonly LabelledReply[],
  reader: ReplyReader,
  file: string,
): Promise<{ judged: JudgedReply[]; unscored: number }> {
  const queue = new PQueue({ concurrency: reader.atATime ?? 1 });
  const read = await queue.addAll(
    replies.map(({ item, reply }) => async () => {
      return reader.read(subjectOfExternal(item), reply.reply, item.id);
    }),
  );
  const judged = replies.flatMap(({ item, reply, line }, i): JudgedReply[] => {
    const found = read[i];
    if (!found) return [];
    const subject = subjectOfExternal(item);
    return [
      {
        where: `${file}:${line}`,
        item: item.id,
        cluster: item.kind === 'intact' ? item.id : (item.twin ?? item.id),
        kind: item.kind,
        style: reply.style,
        language: reply.language ?? languageOf(reply.reply) ?? languageOf(item.text) ?? 'other',
        reply: reply.reply,
        right: rightLabels(reply, item.kind),
        final: reply.final,
        found,
        saysSo: saysSo(readReply(reply.reply, subject), subject),
      },
    ];
  });
  return { judged, unscored: replies.length - judged.length };
}

/** What a run folder says of its labelled replies. */
export interface LabelledRun {
  readonly dir: string;
  readonly items: ReadonlyMap<string, Item>;
  /** By place: what each person made of it. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<string, Label>>;
  readonly verdicts: AsyncIterable<Verdict> | Iterable<Verdict>;
  readonly transcripts: AsyncIterable<Transcript> | Iterable<Transcript>;
}

/**
 * The labelled replies of a run, with the verdicts that stand in it. A family is one cluster; the style is
 * the budget. Replies without a verdict are left out.
 */
export async function* judgedInRun(run: LabelledRun): AsyncGenerator<JudgedReply> {
  const { dir, items, labels } = run;
  const verdicts = new Map<string, Verdict>();
  for await (const verdict of run.verdicts) {
    if (labels.has(placeId(verdict))) verdicts.set(placeId(verdict), verdict);
  }
  for await (const { turns, ...place } of run.transcripts) {
    const id = placeId(place);
    const [given, verdict] = [labels.get(id), verdicts.get(id)];
    const item = items.get(place.item);
    const reply = turns[0]?.reply.text;
    if (!given || !verdict || !item || reply === undefined) continue;
    const subject = subjectOf(item);
    yield {
      where: `${dir}: ${place.budget}, epoch ${place.epoch}`,
      item: item.id,
      cluster: item.family,
      kind: kindOf(item),
      style: place.budget,
      language: languageOf(reply) ?? languageOf(item.text) ?? 'other',
      reply,
      right: [agreedLabel(given)],
      byPerson: [...given.values()],
      final: undefined,
      found: {
        label: verdict.label,
        final: verdict.final,
        confidence: verdict.confidence,
        evidence: verdict.evidence.filter(({ turn }) => turn === 0),
      },
      saysSo: saysSo(readReply(reply, subject), subject),
    };
  }
}
