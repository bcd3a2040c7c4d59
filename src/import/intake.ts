import type { z } from 'zod';
import { ExternalItem, ExternalReply } from './external.ts';
import type { FileRecord } from './records.ts';

/** A record that was not taken. */
export interface Rejected {
  /** "file:line", or "file: record 3". */
  readonly where: string;
  /** The same for all that are rejected for it. */
  readonly why: string;
  /** What of this record is in the way. */
  readonly detail?: string;
  /** It is not of the form that the set has: the file is at fault, not what it says. */
  readonly malformed: boolean;
}

/** Collects what a published set holds for us: each item once, replies, and what was not taken. */
export class Intake {
  readonly items = new Map<string, ExternalItem>();
  readonly replies: ExternalReply[] = [];
  readonly rejected: Rejected[] = [];
  readonly #source: string;

  /** `source` names the set in each item that does not itself. */
  constructor(source: string) {
    this.#source = source;
  }

  /** The record as the schema reads it; undefined, and rejected, where it is not of that form. */
  parse<S extends z.ZodType>(schema: S, record: FileRecord): z.output<S> | undefined {
    if ('fault' in record) return this.#malformed(record.where, record.fault);
    const parsed = schema.safeParse(record.value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return this.#malformed(
      record.where,
      `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'not as expected'}`,
    );
  }

  /**
   * Takes an item in; the same one again is taken once. Gives it, or undefined where it is rejected:
   * it is no item, or another text stands under its id.
   */
  item(item: z.input<typeof ExternalItem>, where: string): ExternalItem | undefined {
    const parsed = ExternalItem.safeParse({ source: this.#source, ...item });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return this.#malformed(where, `${issue?.path.join('.')}: ${issue?.message}`);
    }
    const known = this.items.get(item.id);
    if (known && known.text !== parsed.data.text) {
      this.reject(where, `another text is ${item.id} already`);
      return undefined;
    }
    if (!known) this.items.set(item.id, parsed.data);
    return known ?? parsed.data;
  }

  reply(reply: z.input<typeof ExternalReply>, where: string): void {
    const parsed = ExternalReply.safeParse(reply);
    if (parsed.success) this.replies.push(parsed.data);
    else this.#malformed(where, `reply: ${parsed.error.issues[0]?.message}`);
  }

  reject(where: string, why: string): void {
    this.rejected.push({ where, why, malformed: false });
  }

  #malformed(where: string, why: string): undefined {
    this.rejected.push({ where, why, malformed: true });
  }
}
