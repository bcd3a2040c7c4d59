import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RunLine } from '../src/run/record.ts';
import { startFaulty } from './endpoints/faults.ts';
import { type Ended, MAIN } from './lacuna.ts';
import { scratchDir } from './scratch.ts';

/** A mount of its own, which ends with the process, needs no right where the system allows user namespaces. */
const mounts = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
if (!mounts) process.stderr.write('disk faults: skipped, no file system can be mounted here\n');

/** Runs a script of the shell, in which `lacuna` is the built command and "$D" a folder to mount on. */
function inShell(script: string, cwd: string): Promise<Ended> {
  const disk = join(cwd, 'disk');
  mkdirSync(disk);
  const lacuna = `lacuna() { '${process.execPath}' '${MAIN}' "$@"; }`;
  const child = spawn('unshare', ['-rm', 'sh', '-c', `${lacuna}\n${script}`], {
    cwd,
    env: { PATH: process.env.PATH, D: disk, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

async function run(more: string): Promise<string> {
  const server = await startFaulty({
    reply: () => `The answer is 12. ${'It is. '.repeat(200)}`,
    faultOf: () => undefined,
  });
  onTestFinished(() => server.close());
  return `lacuna run --base-url ${server.baseUrl} --model m --limit 30 --concurrency 2 --out "$D/run" ${more}`;
}

test.skipIf(!mounts)(
  'a disk that is full on the way: what was recorded stays, and once there is room the run goes on',
  async () => {
    const cwd = scratchDir();
    const held = await run('');
    const script = [
      // The items take some 300 KB of it.
      'mount -t tmpfs -o size=420k none "$D"',
      `${held}; echo "code $?"`,
      'cp "$D/run/replies.jsonl" before.jsonl',
      'mount -o remount,size=8m "$D"',
      `${held} >report.txt; echo "code $?"`,
      'cp "$D/run/replies.jsonl" after.jsonl; cp "$D/run/items.jsonl" .; ls "$D/run"',
    ].join('\n');
    const { stdout, stderr } = await inShell(script, cwd);
    expect(stdout).toContain('code 3');
    expect(stderr).toMatch(
      /lacuna: cannot write \S+replies\.jsonl: the disk is full\. What was recorded is safe; once it can be written, the same command goes on\./,
    );
    expect(stderr).not.toMatch(/unexpected fault|\n\s+at /);
    expect(stdout).toContain('code 0');
    const before = readFileSync(join(cwd, 'before.jsonl'), 'utf8').split('\n').slice(0, -1);
    expect(before.length).toBeGreaterThan(4);
    const after = readFileSync(join(cwd, 'after.jsonl'), 'utf8').trimEnd().split('\n');
    expect(after.slice(0, before.length)).toEqual(before);
    const replies = after
      .map((line) => RunLine.parse(JSON.parse(line)))
      .filter((line) => line.type === 'reply');
    const items = readFileSync(join(cwd, 'items.jsonl'), 'utf8').trimEnd().split('\n').length;
    expect(new Set(replies.map(({ key }) => key)).size).toBe(items);
    expect(replies).toHaveLength(items);
    expect(stdout).not.toContain('lock');
  },
  60_000,
);

test.skipIf(!mounts)(
  'a folder that cannot be written is said to be so before anything is asked',
  async () => {
    const cwd = scratchDir();
    const held = await run('');
    const script = [
      'mount -t tmpfs -o size=1m none "$D"',
      'mount -o remount,ro "$D"',
      `${held}; echo "fresh $?"`,
      'mount -o remount,rw "$D"',
      `${held} --limit 2 >report.txt; echo "whole $?"`,
      'mount -o remount,ro "$D"',
      `${held} --limit 2; echo "begun $?"`,
      'lacuna report "$D/run" >report.txt; echo "read $?"',
    ].join('\n');
    const { stdout, stderr } = await inShell(script, cwd);
    expect(stdout.trim().split('\n')).toEqual(['fresh 2', 'whole 0', 'begun 3', 'read 0']);
    expect(stderr).toMatch(/cannot make the run folder \S+: it is read-only/);
    expect(stderr).toMatch(/cannot write in \S+: it is read-only/);
    expect(stderr).not.toMatch(/unexpected fault|\n\s+at /);
  },
  60_000,
);

test.skipIf(!mounts)('no room for the folder itself: nothing is asked', async () => {
  const cwd = scratchDir();
  const script = `mount -t tmpfs -o size=64k none "$D"\n${await run('')}; echo "code $?"`;
  const { stdout, stderr } = await inShell(script, cwd);
  expect(stdout).toMatch(/^code [23]\n$/);
  expect(stderr).toMatch(/lacuna: \S+ ?cannot be written: the disk is full/);
});

test('output that cannot be written ends with a word, not with a stack', () => {
  const shell = spawnSync('sh', ['-c', `'${process.execPath}' '${MAIN}' --help >/dev/full`], {
    encoding: 'utf8',
  });
  expect(shell.status).toBe(2);
  expect(shell.stderr).toBe('lacuna: cannot write the output: the disk is full\n');
});
