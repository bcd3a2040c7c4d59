import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** An empty folder that is removed when the test ends. */
export function scratchDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lacuna-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** An empty folder that is removed when all tests of the file have ended. */
export function sharedDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lacuna-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
