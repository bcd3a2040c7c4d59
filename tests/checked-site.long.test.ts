import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Verdict } from '../graders/verdict.ts';
import { lacuna } from './lacuna.ts';
import { sharedDir } from './scratch.ts';
import { HOW, SUBMIT, submitIn } from './submitted-run.ts';
import { editLines, readBundle, writeBundle } from './tampered-bundle.ts';

/** Milliseconds: some run several commands, one after the other. */
const LONG = 120_000;

const dir = sharedDir();
const run = (args: string) => lacuna(`${args} --releases releases`.split(' '), { cwd: dir });
const check = (file: string, site: string) => run(`leaderboard check ${file} --site ${site}`);
const build = (site: string) =>
  run(`leaderboard build --submissions submissions --out ${site} --base /`);

/** A bundle, and one of the same name whose guesses are said to be questions. */
beforeAll(async () => {
  await submitIn(dir, [`run --respondents fading ${HOW} --out runs`, SUBMIT]);
  for (const folder of ['submissions', 'tampered']) mkdirSync(join(dir, folder));
  copyFileSync(join(dir, 'good.zip'), join(dir, 'submissions/fading.zip'));
  const files = readBundle(join(dir, 'good.zip'));
  const name = 'verdicts.rules.jsonl';
  const better = editLines(files.get(name) ?? '', Verdict, (verdict) =>
    verdict.label === 'guesses' ? { ...verdict, label: 'asks' as const, requests: true } : verdict,
  );
  files.set(name, better);
  writeBundle(join(dir, 'tampered/fading.zip'), files);
}, LONG);

test(
  'what a check kept is what a build would have made of the bundle, and is not made again',
  async () => {
    const checked = await check('submissions/fading.zip', 'checked');
    expect(checked, checked.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toContain('Everything holds.');
    expect((await build('checked')).stdout).toContain('1 submission (1 unchanged)');
    expect((await build('built')).stdout).toContain('1 submission, ');
    const files = filesOf('built');
    expect(files.filter((path) => path.startsWith('replies/')).length).toBeGreaterThan(0);
    expect(filesOf('checked')).toEqual(files);
    for (const path of files) {
      expect(readFileSync(join(dir, 'checked', path)), path).toEqual(
        readFileSync(join(dir, 'built', path)),
      );
    }
  },
  LONG,
);

test(
  'a bundle that was exchanged after its check is checked, and held out',
  async () => {
    await check('submissions/fading.zip', 'exchanged');
    copyFileSync(join(dir, 'tampered/fading.zip'), join(dir, 'submissions/fading.zip'));
    const { code, stderr } = await build('exchanged');
    copyFileSync(join(dir, 'good.zip'), join(dir, 'submissions/fading.zip'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/verdicts: .* the verdict says label "asks", the reply gets "guesses"/);
    expect(existsSync(join(dir, 'exchanged/index.html'))).toBe(false);
  },
  LONG,
);

test('of a bundle that does not hold nothing is kept', async () => {
  const { code } = await check('tampered/fading.zip', 'none');
  expect(code).toBe(1);
  expect(filesOf('none')).toEqual(['.lacuna-site']);
});

test('a folder that is no site, and a bundle that is not there, are refused', async () => {
  const other = await check('submissions/fading.zip', 'runs');
  expect(other).toMatchObject({ code: 2, stdout: '' });
  expect(other.stderr).toContain('runs holds something else than a site');
  const absent = await check('submissions/other.zip', 'absent');
  expect(absent.code).toBe(2);
  expect(absent.stderr).toContain('other.zip: no bundle that can be read');
});

function filesOf(site: string): string[] {
  const all = readdirSync(join(dir, site), { recursive: true, encoding: 'utf8' });
  return all.filter((path) => statSync(join(dir, site, path)).isFile()).sort();
}
