import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { packageFile } from '../package-root.ts';
import { defaultFamilies, loadFamilies, parseFamily } from './load.ts';

const FIXTURES = packageFile('src/problem/fixtures');

let folder: string;
let bread: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lacuna-families-'));
  bread = await readFile(join(FIXTURES, 'bread.yaml'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(path: string): Promise<string> {
  const error: unknown = await loadFamilies(path).then(
    () => undefined,
    (cause) => cause,
  );
  if (!(error instanceof InputError)) throw new Error(`no InputError: ${error}`);
  return error.message;
}

describe('what is read', () => {
  it('reads a folder by name, and a single file', async () => {
    const families = await loadFamilies(FIXTURES);
    expect(families.map(({ family }) => family)).toEqual(['bread', 'ferry']);
    expect(await loadFamilies(join(FIXTURES, 'ferry.yaml'))).toEqual(families.slice(1));
  });

  it('finds the folder of families that ships with the package', () => {
    expect(defaultFamilies()).toBe(packageFile('problems/families'));
  });

  it('takes numbers in a domain as they are written', () => {
    const changed = bread.replace('domain: count', 'domain: {min: 0.5, max: "100", step: 1/2}');
    expect(parseFamily(changed, 'f').family?.quantities.loaves?.domain).toEqual({
      min: '1/2',
      max: '100',
      step: '1/2',
    });
  });
});

describe('every fault is named with file, line and field', () => {
  // What is wrong; the change that makes it so; where its line begins; the field and the message.
  const cases: Array<[string, string | RegExp, string, string, string]> = [
    [
      'a field that is missing',
      '    noun: price of one loaf\n',
      '',
      '  price:\n    unit',
      'quantities.price.noun: ',
    ],
    ['a field that does not exist', 'topic:', 'subject:', 'subject:', 'subject: no such field'],
    [
      'a bad range',
      'draw: 12..40',
      'draw: 12-40',
      '    draw: 12-40',
      'quantities.loaves.draw: expected a range',
    ],
    [
      'an empty range',
      'draw: 12..40',
      'draw: 41..40',
      '    draw: 41',
      'quantities.loaves.draw: the range 41..40',
    ],
    [
      'a range outside the domain',
      'draw: 12..40',
      'draw: 12.5..40',
      '    draw: 12.5',
      'quantities.loaves.draw: 25/2',
    ],
    [
      'a domain that does not exist',
      'domain: count',
      'domain: counts',
      '    domain: counts',
      'quantities.loaves.domain: ',
    ],
    [
      'an unknown target',
      'target: profit',
      'target: gain',
      'target:',
      'target: no quantity "gain"',
    ],
    [
      'an equation that is none',
      '= price * loaves',
      '= price ** loaves',
      '  - income =',
      'background.0: ',
    ],
    [
      'an unknown symbol',
      'income - costs',
      'income - rent',
      '  - profit =',
      'background.1: no quantity "rent"',
    ],
    [
      'a given without a draw',
      '    draw: 6..11\n',
      '',
      '  costs: given',
      'premises.costs: is given',
    ],
    [
      'a draw without a given',
      '  costs: given\n',
      '',
      '    draw: 6..11',
      'quantities.costs.draw: is drawn',
    ],
    [
      'a clause of no premise',
      '    - premise: loaves\n',
      '    - premise: rolls\n',
      '    - premise: rolls',
      'wordings.0.1.premise: no premise',
    ],
    [
      'a premise without a clause',
      / {4}- premise: price\n.*\n.*\n/,
      '',
      '  - - "{baker}',
      'wordings.0: has 0 clauses of premise "price"',
    ],
    [
      'two clauses of a premise',
      '    - premise: costs\n',
      '    - premise: price\n',
      '  - - "{baker}',
      'wordings.0: has 2 clauses of premise "price"',
    ],
    [
      'a clause without its value',
      'sells {loaves} loaves',
      'sells all loaves',
      '      text: "On Monday',
      'wordings.0.1.text: gives "loaves"',
    ],
    [
      'a blur with the value',
      'sells quite a few loaves',
      'sells {loaves} loaves',
      '      blur: "On Monday',
      'wordings.0.1.blur: the slot {loaves}',
    ],
    [
      'a value outside its clause',
      'in {street}."',
      'with {loaves} loaves."',
      '  - - "{baker}',
      'wordings.0.0: the slot {loaves}',
    ],
    [
      'an unknown slot',
      '{baker.Their}',
      '{baker.Us}',
      '      text: "{baker.Us}',
      'wordings.0.3.text: the slot {baker.Us}',
    ],
    ['a brace alone', 'runs a bakery', 'runs a {bakery', '  - - "{baker}', 'wordings.0.0: '],
    [
      'a question that is not last',
      /( {4}- question: .*)\n/,
      '$1\n    - And so on.\n',
      '    - question',
      'wordings.0.4: the question comes last',
    ],
    ['no question', / {4}- question: .*\n/, '', '  - - "{baker}', 'wordings.0: has no question'],
    [
      '`again` of what is not given',
      '  price: "The sign',
      '  income: "The sign',
      '  income: "The sign',
      'again.income: no given premise',
    ],
    [
      '`claims` of what is given',
      '  income: "The loaves',
      '  costs: "The loaves',
      '  costs: "The loaves',
      'claims.costs: ',
    ],
    [
      'an aside without a value',
      'is {value} years old',
      'is very old',
      '    text: "The oven',
      'asides.0.text: ',
    ],
    [
      'an aside with a bad draw',
      'draw: 51..70',
      'draw: 70..51',
      '    draw: 70..51',
      'asides.0.draw: ',
    ],
    [
      'a name with two meanings',
      '  street:',
      '  price:',
      '  price: [Mill',
      'names.price: "price" names something else',
    ],
    [
      'a reserved name',
      '  costs: given',
      '  b1: given',
      '  b1:',
      'premises.b1: this name is reserved',
    ],
  ];
  it.each(cases)('%s', (_, before, after, mark, expected) => {
    const changed = bread.replace(before, after);
    const line = changed.slice(0, changed.indexOf(mark)).split('\n').length;
    expect(changed).toContain(mark);
    const faults = parseFamily(changed, 'bread.yaml').faults;
    const found = faults.some((fault) => fault.startsWith(`bread.yaml:${line}: ${expected}`));
    expect(found, faults.join('\n')).toBe(true);
  });

  it('YAML that cannot be parsed', () => {
    const { faults } = parseFamily(bread.replace('[baker]', '[baker'), 'bread.yaml');
    expect(faults[0]).toMatch(/^bread\.yaml:\d+: YAML: /);
  });

  it('a file that is no family at all, or an alias bomb', () => {
    expect(parseFamily('', 'f').faults[0]).toMatch(/^f:1: /);
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`)
      .join('\n')}`;
    expect(parseFamily(bomb, 'f').faults[0]).toMatch(/^f:1: YAML: /);
  });
});

describe('faults of several files come together', () => {
  it('lists every fault of every file, and ids that stand twice', async () => {
    const path = join(folder, 'several');
    await mkdir(path);
    await writeFile(join(path, 'a.yaml'), bread.replace('target: profit', 'target: gain'));
    await writeFile(join(path, 'b.yaml'), bread);
    await writeFile(join(path, 'c.yaml'), `# a comment\n${bread}`);
    await writeFile(join(path, 'd.yaml'), 'topic: [');
    const message = await refusal(path);
    expect(message).toContain(`${join(path, 'a.yaml')}:39: target: no quantity "gain"`);
    expect(message).toContain(`${join(path, 'c.yaml')}:2: family: "bread" is the id of`);
    expect(message).toContain(`${join(path, 'd.yaml')}:1: YAML: `);
  });

  it('refuses a missing path and an empty folder', async () => {
    expect(await refusal(join(folder, 'nowhere'))).toContain('no such file or folder');
    await mkdir(join(folder, 'empty'));
    expect(await refusal(join(folder, 'empty'))).toContain('no family');
  });
});
