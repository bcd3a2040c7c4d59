import { z } from 'zod';
import { type AuditVerdict, audit } from '../import/audit/audit.ts';
import { KnownSolutions } from '../import/audit/known-solutions.ts';
import type { ExternalItem } from '../import/external.ts';
import { readExternalItems } from '../import/external-file.ts';
import { InputError } from '../input-error.ts';
import { JsonLinesFile } from '../jsonl.ts';
import { printable } from '../report/plain-text.ts';
import { parseOptions } from './options.ts';

const Options = z.object({
  solutions: z.array(z.string()).default([]),
  out: z.string().min(1).optional(),
});

/** Items that are named for each reason. */
const NAMED = 3;

/**
 * `lacuna audit FILE`: which items of others that are said to lack a premise can be proved answerable,
 * which unanswerable, by the worked solutions of their intact twins. Exit 2 where none has one.
 */
export async function auditFile(file: string, flags: unknown): Promise<void> {
  const options = parseOptions(Options, flags);
  const items = await readExternalItems(file);
  const solutions = new KnownSolutions();
  for (const path of options.solutions) await solutions.addFile(path);
  const missing = [...items.values()].filter(({ kind }) => kind === 'missing');
  if (missing.length === 0) throw new InputError(`${file}: no item lacks a premise`);
  const out = options.out === undefined ? undefined : await JsonLinesFile.create(options.out);
  const tally = new Tally();
  try {
    for (const item of missing) {
      const verdict = verdictOn(item, items, solutions);
      tally.add(item.id, verdict);
      await out?.add({ item: item.id, ...(verdict ?? NOT_AUDITED) });
    }
    await out?.finish();
  } catch (error) {
    await out?.discard();
    throw error;
  }
  process.stdout.write(tally.text(missing.length));
  if (tally.audited === 0) {
    throw new InputError('no intact twin has a worked solution: --solutions FILE names more');
  }
}

const NOT_AUDITED = {
  verdict: 'not audited',
  why: 'its intact twin has no worked solution',
  detail: '',
  certificate: null,
};

function verdictOn(
  item: ExternalItem,
  items: ReadonlyMap<string, ExternalItem>,
  solutions: KnownSolutions,
): AuditVerdict | undefined {
  const intact = items.get(item.twin ?? '');
  const worked = intact && solutions.find(intact.text, intact.solution);
  return worked && audit(worked, item.text);
}

class Tally {
  audited = 0;
  readonly #counts = new Map<
    string,
    { verdict: string; why: string; ids: string[]; count: number }
  >();

  add(id: string, verdict: AuditVerdict | undefined): void {
    if (!verdict) return;
    this.audited += 1;
    const key = `${verdict.verdict} ${verdict.why}`;
    const known = this.#counts.get(key) ?? { ...verdict, ids: [], count: 0 };
    known.count += 1;
    if (known.ids.length < NAMED) known.ids.push(id);
    this.#counts.set(key, known);
  }

  text(all: number): string {
    const lines = [`${this.audited} of ${all} items audited`];
    for (const verdict of ['answerable', 'unanswerable', 'undecided']) {
      const own = [...this.#counts.values()].filter((each) => each.verdict === verdict);
      const count = own.reduce((sum, each) => sum + each.count, 0);
      lines.push(`${verdict}: ${count}`);
      for (const each of own.sort((a, b) => b.count - a.count)) {
        const more = each.count > each.ids.length ? ', …' : '';
        lines.push(`  ${each.count} × ${each.why}: ${each.ids.join(', ')}${more}`);
      }
    }
    return `${lines.map(printable).join('\n')}\n`;
  }
}
