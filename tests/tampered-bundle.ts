import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { z } from 'zod';

/** The files of a bundle as texts, by name. */
export type BundleFiles = Map<string, string>;

export function readBundle(path: string): BundleFiles {
  const files = Object.entries(unzipSync(readFileSync(path)));
  return new Map(files.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/**
 * Writes a bundle with other contents. A careful forger makes the manifest's hashes again; `hashes: false`
 * leaves them as they were.
 */
export function writeBundle(path: string, files: BundleFiles, { hashes = true } = {}): void {
  if (hashes) setManifest(files, (manifest) => ({ ...manifest, files: hashesOf(files) }));
  writeFileSync(path, zipSync(zippable(files)));
}

type Manifest = Record<string, unknown>;

/** Edits a bundle's manifest. */
export function setManifest(files: BundleFiles, edit: (manifest: Manifest) => Manifest): void {
  const manifest = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(files.get('manifest.json') ?? '{}'));
  files.set('manifest.json', JSON.stringify(edit(manifest)));
}

export function zippable(files: ReadonlyMap<string, string>): Zippable {
  return Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)]));
}

function hashesOf(files: BundleFiles) {
  const others = [...files].filter(([name]) => name !== 'manifest.json');
  return Object.fromEntries(
    others.map(([name, text]) => [
      name,
      {
        bytes: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    ]),
  );
}

/** Edits every line of a JSON Lines text; null takes the line out. */
export function editLines<T>(text: string, schema: z.ZodType<T>, edit: (line: T) => T | null) {
  const lines = text.trimEnd().split('\n');
  const edited = lines.map((line) => edit(schema.parse(JSON.parse(line))));
  return edited.flatMap((line) => (line === null ? [] : [`${JSON.stringify(line)}\n`])).join('');
}
