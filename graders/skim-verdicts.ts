import { z } from 'zod';
import { ByteTable } from '../src/byte-table.ts';
import { shapeOf, type Watcher, type Watchers } from '../src/json-shape.ts';
import { skimJsonLines } from '../src/skim-lines.ts';
import { Verdict } from './verdict.ts';

/** What statistics count of a verdict. Where a protocol or a judge says more of it, all that it says is there. */
export type CountedVerdict = Pick<
  Verdict,
  | 'item'
  | 'budget'
  | 'epoch'
  | 'grader'
  | 'label'
  | 'none'
  | 'requests'
  | 'right'
  | 'noticed'
  | 'confidence'
  | 'turns'
  | 'toldBy'
  | 'lead'
  | 'explored'
  | 'distract'
  | 'judged'
> & { readonly spent: Partial<Verdict['spent']> & Pick<Verdict['spent'], 'input' | 'output'> };

/** Texts of a field that are remembered: more than a run has items. */
const REMEMBERED = 1 << 16;

/** Hands over a file's verdicts, of which no more is parsed than is counted. Throws as `readJsonLines`. */
export async function skimVerdicts(
  path: string,
  take: (verdict: CountedVerdict) => void,
): Promise<void> {
  const seen: Seen = { ...NOTHING_SEEN };
  await skimJsonLines(path, Verdict, {
    shape: shapeOf(Verdict, watchersOf(seen)),
    skimmed: () => {
      const { more, item, budget, epoch, grader, label, none, requests, right } = seen;
      const { noticed, confidence, input, output } = seen;
      seen.more = false;
      if (more) return false;
      const spent = { input, output };
      const said = {
        item,
        budget,
        epoch,
        grader,
        label,
        none,
        requests,
        right,
        noticed,
        confidence,
        spent,
      };
      take(said);
      return true;
    },
    parsed: (verdict) => {
      seen.more = false;
      take(verdict);
    },
  });
}

/** A file's verdicts that are wanted: only these are parsed. Throws as `readJsonLines`. */
export async function findVerdicts(
  path: string,
  isWanted: (place: Pick<Verdict, 'item' | 'budget' | 'epoch'>) => boolean,
): Promise<Verdict[]> {
  const seen: Seen = { ...NOTHING_SEEN };
  const found: Verdict[] = [];
  await skimJsonLines(path, Verdict, {
    shape: shapeOf(Verdict, watchersOf(seen)),
    skimmed: () => !isWanted(seen),
    parsed: (verdict) => {
      if (isWanted(verdict)) found.push(verdict);
    },
  });
  return found;
}

/** The fields of the line that was seen last. */
interface Seen
  extends Pick<Verdict, 'item' | 'budget' | 'epoch' | 'grader' | 'label' | 'none' | 'requests'>,
    Pick<Verdict, 'right' | 'noticed' | 'confidence'>,
    Pick<Verdict['spent'], 'input' | 'output'> {
  /** Whether there is more in it than is counted of every verdict: then it is parsed. */
  more: boolean;
}

const NOTHING_SEEN: Seen = {
  ...{ item: '', budget: '', epoch: 0, grader: '', label: 'none', none: null, requests: false },
  ...{ right: false, noticed: { thought: null, answer: false }, confidence: 0 },
  ...{ input: null, output: null, more: false },
};

/** Fields that only some verdicts have. */
const MORE = ['turns', 'toldBy', 'lead', 'explored', 'distract', 'judged'];

function watchersOf(seen: Seen): Watchers {
  const { shape } = Verdict;
  const more = () => {
    seen.more = true;
  };
  const into = <K extends keyof Seen>(name: K, schema: z.ZodType<Seen[K]>): Watcher =>
    told(schema, (value) => {
      seen[name] = value;
    });
  return {
    item: into('item', shape.item),
    budget: into('budget', shape.budget),
    epoch: into('epoch', shape.epoch),
    grader: into('grader', shape.grader),
    label: into('label', shape.label),
    none: into('none', shape.none),
    requests: into('requests', shape.requests),
    right: into('right', shape.right),
    noticed: into('noticed', shape.noticed),
    confidence: into('confidence', shape.confidence),
    'spent.input': (bytes, start, end) => {
      seen.input = tokensOf(bytes, start, end);
    },
    'spent.output': (bytes, start, end) => {
      seen.output = tokensOf(bytes, start, end);
    },
    ...Object.fromEntries(MORE.map((name) => [name, more])),
  };
}

/** Reads a field whose values come again and again. */
function told<T>(schema: z.ZodType<T>, set: (value: T) => void): Watcher {
  const known = new ByteTable((json) => schema.parse(JSON.parse(json)), REMEMBERED);
  return (bytes, start, end) => set(known.get(bytes, start, end));
}

const ZERO = 0x30;
/** Digits of a number that is surely exact. */
const MOST_DIGITS = 15;

/** A whole number or null: mostly another one each time. */
function tokensOf(bytes: Uint8Array, start: number, end: number): number | null {
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9 || end - start > MOST_DIGITS) {
      return Tokens.parse(JSON.parse(Buffer.from(bytes.subarray(start, end)).toString()));
    }
    number = number * 10 + digit;
  }
  return number;
}

const Tokens = z.number().nullable();
