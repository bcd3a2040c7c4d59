import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { Family } from './family.ts';
import { type Fault, familyFaults } from './family-faults.ts';

/** Where the families that ship with the package are. */
export function defaultFamilies(): string {
  return packageFile('problems/families');
}

/**
 * Reads a family file (.yaml), or every one of a folder, by name.
 * Throws one InputError that lists every fault of every file as "file:line: field: what is wrong".
 */
export async function loadFamilies(path: string): Promise<Family[]> {
  const families: Family[] = [];
  const faults: string[] = [];
  const files = new Map<string, string>();
  for (const file of await familyFiles(path)) {
    const read = parseFamily(await readFile(file, 'utf8'), file);
    faults.push(...read.faults);
    if (!read.family) continue;
    const id = read.family.family;
    const other = files.get(id);
    if (other) {
      faults.push(`${read.place(['family'])}: family: "${id}" is the id of ${other} too`);
    }
    files.set(id, file);
    families.push(read.family);
  }
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return families;
}

/** A family file, or those of a folder by name. Throws InputError where there is none. */
export async function familyFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new InputError(`${path}: no such file or folder; give a family file or a folder`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0) throw new InputError(`${path}: no family (.yaml) in this folder`);
  return names.map((name) => join(path, name));
}

export interface ParsedFamily {
  readonly family?: Family;
  /** "file:line: field: what is wrong". */
  readonly faults: string[];
  /** "file:line" of a path into the document. */
  place(path: Fault['path']): string;
  /** A fault as it stands in `faults`. */
  tell(fault: Fault): string;
}

/** Reads one family; `file` is named in the faults. */
export function parseFamily(yaml: string, file: string): ParsedFamily {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const line = (offset: number) => `${file}:${lines.linePos(offset).line || 1}`;
  const place = (path: Fault['path']) => line(offsetOf(document.contents, path));
  const tell = ({ path, message }: Fault) =>
    `${place(path)}: ${path.join('.') || basename(file)}: ${message}`;
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((e) => `${line(e.pos[0])}: YAML: ${e.message}`),
      place,
      tell,
    };
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { faults: [`${file}:1: YAML: ${why}`], place, tell };
  }
  const parsed = Family.safeParse(content);
  const faults = parsed.success
    ? familyFaults(parsed.data)
    : parsed.error.issues.flatMap((issue) => issueFaults(issue));
  return {
    ...(parsed.success && { family: parsed.data }),
    faults: faults.map(tell),
    place,
    tell,
  };
}

/** Where the last part of a path that exists begins: its key's offset in a map, else its own. */
function offsetOf(root: unknown, path: Fault['path']): number {
  let node = root;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair || !isNode(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

type Issue = z.core.$ZodIssue;

/** A union's issue says nothing: of its branches the one that got furthest is what was meant. */
function issueFaults(issue: Issue, base: Fault['path'] = []): Fault[] {
  const path = [...base, ...issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'no such field' }));
  }
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => issueFaults(inner, path)),
  );
  const depth = (faults: Fault[]) => Math.max(0, ...faults.map((fault) => fault.path.length));
  const deepest = Math.max(...branches.map(depth));
  const best = branches.filter((faults) => depth(faults) === deepest);
  const [only] = best;
  if (best.length === 1 && only) return only;
  if (deepest > path.length) return best.sort((a, b) => a.length - b.length)[0] ?? [];
  const message = best.flatMap((faults) => faults.map((fault) => fault.message)).join('; or ');
  return [{ path, message: message || issue.message }];
}
