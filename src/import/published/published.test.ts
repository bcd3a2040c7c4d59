import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { Intake } from '../intake.ts';
import { exactAnswer, markedAnswer } from './answer-text.ts';
import { PUBLISHED, takePublished } from './index.ts';
import { missingNumber } from './missing-number.ts';

const dir = mkdtempSync(join(tmpdir(), 'lacuna-published-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Takes rows of our own, in the form of a set's files: one list of rows a file. */
function take(name: string, ...files: unknown[][]): Promise<Intake> {
  const paths = files.map((rows, i) => {
    const path = join(dir, `${name}-${i}.jsonl`);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return path;
  });
  return takePaths(name, paths);
}

function takePaths(name: string, paths: string[]): Promise<Intake> {
  const set = PUBLISHED.find((candidate) => candidate.name === name);
  if (!set) throw new Error(`no set ${name}`);
  return takePublished(set, paths);
}

const itemsOf = (intake: Intake) => [...intake.items.values()];
const reasons = (intake: Intake) => intake.rejected.map(({ why }) => why);

const VANS = 'A firm has 4 vans. Each van holds 30 boxes. How many boxes do they hold?';
const CUT = 'A firm has 4 vans. How many boxes do they hold?';

describe('MiP', () => {
  const judged = (variant: string, label: number, changes: object = {}) => ({
    id: `vans/${variant}/some-model/7`,
    dataset: 'vans',
    variant,
    model: 'some-model',
    prompt: variant === 'MiP' ? CUT : VANS,
    original_question: variant === 'MiP' ? VANS : null,
    reference: 'All vans hold 4*30=<<4*30=120>>120 boxes.\n#### 120',
    response: 'How many boxes does a van hold?',
    judge_label: label,
    ...changes,
  });

  it('gives the pair, and the number that is missing by the words that it stood in', async () => {
    const intake = await take('mip', [
      { question: VANS, answer: '#### 120', insufficient_question: CUT },
    ]);
    const [missing, intact] = itemsOf(intake);
    expect(missing).toMatchObject({
      kind: 'missing',
      twin: intact?.id,
      text: CUT,
      needs: [{ noun: 'number in “Each van holds … boxes.”', value: '30' }],
      answer: '120',
      source: 'MiP-Overthinking',
    });
    expect(intact).toMatchObject({ kind: 'intact', twin: missing?.id, text: VANS, answer: '120' });
  });

  it('takes what its judge flagged for any way of not answering, the rest for answers', async () => {
    const intake = await take('mip', [judged('MiP', 0), judged('MiP', 1), judged('MiP', 2)]);
    expect(intake.items.size).toBe(2);
    expect(intake.replies.map(({ item, style, labels }) => [item, style, labels])).toEqual([
      ['mip-vans-7', 'some-model', ['asks', 'names', 'balks', 'asks-other', 'open-form']],
      ['mip-vans-7', 'some-model', ['guesses', 'assumes']],
      ['mip-vans-7', 'some-model', ['guesses', 'assumes']],
    ]);
  });

  it('takes replies to intact problems by the reference, where that is a number', async () => {
    const intake = await take('mip', [
      judged('normal', 0),
      judged('normal', 1),
      judged('normal', 2),
      judged('normal', 2, { reference: '6 - 5i', id: 'vans/normal/some-model/8' }),
    ]);
    expect(intake.replies.map(({ item, labels, answered }) => [item, labels ?? answered])).toEqual([
      ['mip-vans-7i', ['overasks', 'balks']],
      ['mip-vans-7i', ['solves']],
      ['mip-vans-7i', ['errs']],
      ['mip-vans-8i', true],
    ]);
  });

  it('finds a prompt that is left out beside the corrupted half, and leaves out what has none', async () => {
    const without = judged('normal', 1, { prompt: null });
    const found = await take('mip', [without], [judged('MiP', 0)]);
    expect(found.items.get('mip-vans-7i')?.text).toBe(VANS);
    expect(
      reasons(
        await take('mip', [without, judged('MiP', 3, { id: 'vans/MiP/other/7', model: 'other' })]),
      ),
    ).toEqual([
      'it has no prompt, nor does the file of its corrupted half',
      'its judge gave no verdict',
    ]);
  });
});

describe('TreeCut', () => {
  it('gives unpaired items; of an open one, a price that would fix the one sought', async () => {
    const open = {
      problem:
        'A scone at Inn X and a tart at Inn Y cost 9 dollars. A tart at Inn Y costs a dollar more than a pie at Inn Z. Question: how much does a scone at Inn X cost?',
      answer: 'unknown',
      proof:
        'All we know about the prices of tart at Inn Y, pie at Inn Z, scone at Inn X are: a scone at Inn X and a tart at Inn Y cost 9 dollars.\nThere are 3 variables but only 2 linear formulas.',
    };
    const solved = { problem: 'A pie costs 4 dollars. Question: how much is it?', answer: '4' };
    const [first, second] = itemsOf(await take('treecut', [open, solved]));
    expect(first).toMatchObject({
      kind: 'missing',
      twin: null,
      answer: null,
      needs: [{ noun: 'price of pie at Inn Z', value: null, unit: 'dollar' }],
    });
    expect(second).toMatchObject({ kind: 'intact', answer: '4' });
  });
});

describe('Premise Critique Bench', () => {
  const problem = {
    pid: '5',
    ill_query: 'A rope of 9 m, which is 11 m long, is cut in 3. How long is a piece?',
    normal_query: 'A rope of 9 m is cut in 3. How long is a piece?',
    conflict_type: 'contra_premise_insert',
    meta_info: { final_answer: '3' },
  };
  const replies = {
    pid: '5',
    answer_to_ill: { formal_answer: 'It cannot be 9 m and 11 m.' },
    answer_to_ill_with_hint: { formal_answer: '3 m.' },
  };
  const verdicts = {
    pid: '5',
    GPT_eval_result: {
      normal: {},
      active: { if_find_contradiction: 'True' },
      passive: { if_find_contradiction: 'False' },
    },
  };

  it('joins problems, replies and verdicts of three files', async () => {
    const intake = await take('premise-critique', [verdicts], [problem], [replies]);
    expect(itemsOf(intake).map(({ id, kind, twin, answer }) => [id, kind, twin, answer])).toEqual([
      ['premise-critique-5', 'contradicted', 'premise-critique-5i', '3'],
      ['premise-critique-5i', 'intact', 'premise-critique-5', '3'],
    ]);
    const [active, passive] = intake.replies;
    expect(active).toMatchObject({ style: 'active', labels: ['asks', 'names'] });
    expect(passive?.labels).toContain('guesses');
    expect(passive?.labels).not.toContain('names');
  });

  it('says that verdicts alone are not enough, and leaves out wrong steps of a solution', async () => {
    const step = { ...problem, pid: 6, conflict_type: 'flawed_solution_completion' };
    expect(reasons(await take('premise-critique', [verdicts, step]))).toEqual([
      'a verdict or a reply without the problem: name its file too',
      'flawed_solution_completion: a wrong step of a solution, not a clash of statements',
    ]);
  });
});

describe('ReliableMath', () => {
  const row = (id: string, text: string, truth: unknown = '120') => ({
    data_id: id,
    question: VANS,
    rewritten_question: text,
    ground_truth: truth,
  });

  it('pairs each rewriting with the one intact problem', async () => {
    const intake = await take('reliablemath', [
      row('amc_3_remove_0', CUT, "['120\\n']"),
      row('amc_3_contradict_1', `${VANS} Each van holds 31 boxes.`),
      { data_source: 'amc', id: 90, question: VANS, ground_truth: 120 },
      { data_source: 'amc', id: 91, question: 'What is 2 + 2?', ground_truth: ['4\n'] },
    ]);
    expect(itemsOf(intake).map(({ id, kind, twin, answer }) => [id, kind, twin, answer])).toEqual([
      ['reliablemath-amc-3i', 'intact', null, '120'],
      ['reliablemath-amc-3-remove-0', 'missing', 'reliablemath-amc-3i', '120'],
      ['reliablemath-amc-3-contradict-1', 'contradicted', 'reliablemath-amc-3i', '120'],
      ['reliablemath-solvable-amc-91i', 'intact', null, '4'],
    ]);
  });
});

describe('AskBench', () => {
  it('gives degraded problems with their twins, and those of QuestBench with what is missing', async () => {
    const intake = await take('askbench', [
      {
        ori_question: VANS,
        degraded_question: VANS.replace('30', 'several'),
        required_points: ['How many boxes a van holds'],
        expected_answer: '120',
      },
      {
        ori_question: CUT,
        expected_answer: '120',
        degraded_info: 'B = 30 [Boxes that a van holds]',
        required_points: ['What is the value of B (Boxes that a van holds)?'],
      },
      { ori_question: VANS, overconfidence_question: 'As 4 + 30 is 34, it is 34. Right?' },
      { ori_question: VANS, degraded_question: VANS },
    ]);
    const [degraded, intact, quest] = itemsOf(intake);
    expect(degraded).toMatchObject({ twin: intact?.id, needs: [{ value: '30' }] });
    expect(quest).toMatchObject({
      twin: null,
      needs: [{ noun: 'Boxes that a van holds', value: '30' }],
    });
    expect(reasons(intake)).toEqual([
      'a misleading argument, not a premise that is missing or clashes',
      'the text was not changed',
    ]);
  });
});

describe('MathTrap', () => {
  it('gives traps that miss a premise or clash, and counts the others with the unlabelled replies', async () => {
    const trap = (type: string, text: string) => ({
      category: 'own',
      trap_type: type,
      trap_problem: text,
      original_problem: VANS,
      original_solution: '4*30=120\n#### 120',
    });
    const intake = await take('mathtrap', [
      trap('Missing Condition', CUT),
      trap('Direct Contradiction', `${VANS} There are 5 vans.`),
      trap('Concept Undefined', 'What is the last digit of pi?'),
      { query: CUT, response: 'No idea.' },
    ]);
    expect(itemsOf(intake).map(({ kind }) => kind)).toEqual(['missing', 'intact', 'contradicted']);
    expect(new Set(itemsOf(intake).map(({ answer }) => answer))).toEqual(new Set(['120']));
    expect(reasons(intake)).toEqual([
      'Concept Undefined: no premise is missing, and no two statements clash',
      'a reply that nobody has labelled',
    ]);
  });
});

describe('UMWP', () => {
  it('pairs an unanswerable problem with the one that it was made from', async () => {
    const row = (id: number, question: string, changes: object) => ({
      id,
      question,
      answer: null,
      answerable: false,
      category: null,
      relevant_ids: null,
      ...changes,
    });
    const intake = await take('umwp', [
      row(1, VANS, { answer: [120.0], answerable: true }),
      row(2, CUT, { category: 1, relevant_ids: [1] }),
      row(3, `${VANS} There are -5 vans.`, { category: 3, relevant_ids: [1] }),
      row(4, 'A firm has 4 vans.', { category: 5, relevant_ids: [1] }),
      row(5, CUT, { category: 2, relevant_ids: [99] }),
    ]);
    expect(itemsOf(intake).map(({ id, kind, twin }) => [id, kind, twin])).toEqual([
      ['umwp-1i', 'intact', null],
      ['umwp-2', 'missing', 'umwp-1i'],
      ['umwp-3', 'contradicted', 'umwp-1i'],
      ['umwp-5', 'missing', null],
    ]);
    expect(reasons(intake)).toEqual(['it has no question']);
  });
});

describe('a file that is not as it should be', () => {
  it('names line and field of what is malformed, and takes the rest', async () => {
    const path = join(dir, 'broken.jsonl');
    const good = JSON.stringify({
      problem: 'A pie costs 4 dollars. Question: how much?',
      answer: 4,
    });
    writeFileSync(path, `\uFEFF${good}\r\n{"problem": 1}\r\n\r\nnot json at all\r\n`);
    const intake = await takePaths('treecut', [path]);
    expect(intake.items.size).toBe(1);
    expect(intake.rejected).toMatchObject([
      { where: `${path}:2`, why: expect.stringContaining('problem: '), malformed: true },
      { where: `${path}:4`, why: expect.stringContaining('not JSON'), malformed: true },
    ]);
  });

  it('may be one JSON array, whose records are counted', async () => {
    const path = join(dir, 'array.json');
    writeFileSync(path, ` [\n{"question": "What is 1 + 1?", "answer": "2"},\n{"question": 3}]`);
    const intake = await takePaths('mip', [path]);
    expect(itemsOf(intake)).toMatchObject([{ kind: 'intact', answer: '2' }]);
    expect(intake.rejected).toMatchObject([{ where: `${path}: record 2` }]);
    writeFileSync(path, '[{"question": ');
    await expect(takePaths('mip', [path])).rejects.toThrow('array.json: not JSON');
    await expect(takePaths('mip', [join(dir, 'nowhere')])).rejects.toThrow('cannot be read');
  });
});

describe('an answer as data sets write it', () => {
  it.each([
    ['540', '540'],
    ['-2', '-2'],
    ['1,250', '1250'],
    ['\\frac{3}{2}', '3/2'],
    ['-\\frac 34', '-3/4'],
    ['\\dfrac14', '1/4'],
    ['90^\\circ', '90'],
    ['\\$18.90', '18.90'],
    ['$18$', '18'],
    ['5.4 \\text{ cents}', '5.4'],
    ['25\\%', '25'],
    [12.5, '12.5'],
  ])('%s is %s', (answer, number) => expect(exactAnswer(answer)).toBe(number));

  it.each(['\\sqrt{5}', '6 - 5i', '(2,4)', '4210_{5}', '\\text{east}', '1,25', '3/0', '', null])(
    '%s is no number',
    (answer) => expect(exactAnswer(answer)).toBeNull(),
  );

  it('stands behind the mark of a worked solution', () => {
    expect(markedAnswer('2+2=<<2+2=4>>4\n#### 1,004')).toBe('1004');
    expect(markedAnswer('2+2=4')).toBeNull();
  });
});

describe('the number that is missing', () => {
  it.each([
    ['is not told where several went', VANS, 'A firm has vans. How many boxes do they hold?'],
    ['is not told where none did', VANS, `${VANS} Well?`],
    [
      'is not told where it stands twice',
      'It holds 3 jars and 3 tins.',
      'It holds 3 jars and tins.',
    ],
  ])('%s', (_, intact, text) => expect(missingNumber(intact, text)).toEqual([]));
});

/** What the real files hold, where they are there. */
const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const REAL: ReadonlyArray<
  [string, string[], { items: number; replies: number; rejected: number }]
> = [
  ['mip', ['mip/gsm8k.json'], { items: 1164, replies: 0, rejected: 0 }],
  ['mip', ['mip/labeled_gsm8k_MiP.jsonl'], { items: 1164, replies: 582, rejected: 0 }],
  [
    'mip',
    ['mip/labeled_math_normal.jsonl', 'mip/labeled_math_MiP.jsonl'],
    { items: 104, replies: 416, rejected: 0 },
  ],
  ['reliablemath', ['reliablemath/unsol.json'], { items: 1400, replies: 0, rejected: 4 }],
  ['umwp', ['umwp/StandardDataset.jsonl'], { items: 5081, replies: 0, rejected: 119 }],
];
if (!existsSync(DATA)) console.log(`skipped: no published sets at ${DATA}`);

test.skipIf(!existsSync(DATA)).each(REAL)(
  'of the real files of %s (%j), nothing is malformed',
  async (name, files, expected) => {
    const intake = await takePaths(
      name,
      files.map((file) => join(DATA, file)),
    );
    expect(intake.rejected.filter(({ malformed }) => malformed)).toEqual([]);
    expect({
      items: intake.items.size,
      replies: intake.replies.length,
      rejected: intake.rejected.length,
    }).toEqual(expected);
  },
);
