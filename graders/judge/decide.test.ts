import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CONTRADICTED, INTACT, MISSING } from '../../src/protocol/fixtures/items.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import { answerJson, type ScriptedAnswer, startJudge } from '../../tests/endpoints/judging.ts';
import { aPanel } from '../../tests/endpoints/panels.ts';
import { scratchDir } from '../../tests/scratch.ts';
import type { Case } from './case.ts';
import { decideByHybrid, decideByJudges } from './decide.ts';

const caseOf = (item: typeof MISSING, text: string, changes: Partial<Case> = {}): Case => ({
  about: item.id,
  subject: subjectOf(item),
  told: [],
  text,
  finish: 'stop',
  ...changes,
});

/** Asks a panel whose judges say these things, one each; null is no answer. */
async function decided(
  judged: Case,
  answers: ReadonlyArray<ScriptedAnswer | null>,
  decide = decideByJudges,
) {
  const models = answers.map((_, place) => `judge-${place}`);
  const server = await startJudge(
    ({ model }) => {
      const answer = answers[models.indexOf(model)];
      return answer ? answerJson(answer) : 'Hm.';
    },
    { models },
  );
  onTestFinished(() => server.close());
  const path = join(scratchDir(), 'judgements.jsonl');
  const decision = await decide(judged, await aPanel({ baseUrl: server.baseUrl, models, path }));
  return { decision, calls: server.bodies.length };
}

const QUESTION = 'What is the price of one glass?';
const asking: ScriptedAnswer = { label: 'asks', evidence: [QUESTION], asked: ['price'] };
const guessing: ScriptedAnswer = { label: 'guesses', evidence: ['32'], final: '32' };

describe('one judge', () => {
  test('gives the label, its quotes as evidence, and its confidence', async () => {
    const judged = caseOf(MISSING, `The lemons cost 8 dollars. ${QUESTION}`);
    const { decision } = await decided(judged, [{ ...asking, confidence: 0.8 }]);
    expect(decision).toEqual({
      label: 'asks',
      none: null,
      requests: true,
      final: null,
      understood: ['price'],
      confidence: 0.8,
      evidence: [{ span: [27, 58], shows: 'asks' }],
      judged: { votes: [{ turn: 0, judge: 'judge-0', label: 'asks' }], doubts: [] },
    });
  });

  test('is less sure by the quotes that do not stand in the reply', async () => {
    const judged = caseOf(MISSING, QUESTION);
    const made = { ...asking, evidence: [QUESTION, 'Please, what does it cost?'], confidence: 1 };
    expect((await decided(judged, [made])).decision).toMatchObject({
      label: 'asks',
      confidence: 0.75,
    });
    const none = { ...asking, evidence: [], confidence: 1 };
    expect((await decided(judged, [none])).decision).toMatchObject({
      label: 'asks',
      confidence: 0.5,
    });
  });

  test('is not asked about a reply without a word', async () => {
    for (const changes of [{ text: '…' }, { text: '' }, { text: 'x', finish: 'filter' as const }]) {
      const { decision, calls } = await decided(caseOf(MISSING, '', changes), [asking]);
      expect(decision).toMatchObject({ label: 'none' });
      expect(calls).toBe(0);
    }
  });

  test('that finds nothing to grade leaves the reason to the reply', async () => {
    const none = { label: 'none', evidence: ['First, we find'] };
    const judged = caseOf(MISSING, 'First, we find the cost of the', { finish: 'length' });
    expect((await decided(judged, [none])).decision).toMatchObject({ label: 'none', none: 'cut' });
  });
});

describe('the judge decides no arithmetic', () => {
  test.each([
    ['solves', '48', 'errs'],
    ['errs', '52', 'solves'],
    ['solves', '52', 'solves'],
  ])('"%s" of %s is %s', async (label, final, right) => {
    const judged = caseOf(INTACT, `60 − 8 leaves her with ${final} dollars`);
    const { decision } = await decided(judged, [{ label, final, evidence: [final] }]);
    expect(decision).toMatchObject({ label: right, final });
  });

  test.each([
    ['asks', ['lemon'], 'asks-other'],
    ['asks-other', ['income'], 'asks'],
    ['asks', ['price', 'lemon'], 'asks'],
  ])('nor which asks suffice: "%s" of %j is %s', async (label, asked, right) => {
    const judged = caseOf(MISSING, 'Tell me more about the amounts, what were they?');
    const { decision } = await decided(judged, [{ label, asked, evidence: ['what were they?'] }]);
    expect(decision).toMatchObject({ label: right, understood: asked });
  });

  test('to ask for the quantity that is given twice is to ask which value holds', async () => {
    const judged = caseOf(CONTRADICTED, 'How many glasses were sold?');
    const asked = ['glasses'];
    const { decision } = await decided(judged, [
      { label: 'asks', asked, evidence: ['How many glasses were sold?'] },
    ]);
    expect(decision).toMatchObject({ label: 'asks' });
  });
});

describe('an answer that the reply refutes does not stand: the rules’ reading does, unsure', () => {
  test.each([
    ['no number at all', MISSING, 'She makes a profit.', guessing, 'no-number'],
    ['not that number', MISSING, 'She makes 40 dollars.', guessing, 'final-not-in-reply'],
    [
      'several numbers',
      MISSING,
      'It is 32.',
      { ...guessing, final: '30 or 32' },
      'final-not-in-reply',
    ],
    ['no final number', MISSING, 'It is 32.', { ...guessing, final: null }, 'final-not-in-reply'],
    ['another in a box', MISSING, '32, no, \\boxed{40}.', guessing, 'other-answer'],
    [
      'an answer in a box',
      MISSING,
      'Could you tell me the price? \\boxed{40}',
      { ...asking, evidence: ['Could you tell me the price?'] },
      'other-answer',
    ],
    ['nothing asked', MISSING, 'The lemons cost 8 dollars.', asking, 'no-request'],
    [
      'the problem’s own question',
      MISSING,
      'How many dollars of profit does she make? One cannot say.',
      { ...asking, evidence: ['How many dollars of profit does she make?'] },
      'no-request',
    ],
    [
      'a question put to nobody, and settled',
      MISSING,
      'And the price? It is 2, so she makes 40 − 8 = 32 dollars.',
      { ...asking, evidence: ['And the price?'] },
      'no-request',
    ],
  ] as const)('%s', async (_what, item, text, answer, doubt) => {
    const { decision } = await decided(caseOf(item, text), [answer]);
    if ('unscored' in decision) throw new Error('unscored');
    expect(decision.judged).toEqual({
      votes: [{ turn: 0, judge: 'judge-0', label: null }],
      doubts: [doubt],
    });
    expect(decision.confidence).toBeLessThan(0.5);
    expect(decision.label).not.toBe('asks');
  });

  test('a request in a language that the rules do not read stands by its question mark', async () => {
    const text = 'Berapa harga satu gelas limun?';
    const { decision } = await decided(caseOf(MISSING, text), [{ ...asking, evidence: [text] }]);
    expect(decision).toMatchObject({ label: 'asks', judged: { doubts: [] } });
  });
});

describe('several judges', () => {
  const judged = caseOf(MISSING, `The lemons cost 8 dollars, and 40 − 8 = 32. ${QUESTION}`);
  const naming: ScriptedAnswer = { label: 'names', evidence: ['The lemons cost 8 dollars'] };

  test('decide by more than half of all votes', async () => {
    const { decision } = await decided(judged, [asking, guessing, { ...asking, confidence: 0.85 }]);
    expect(decision).toMatchObject({ label: 'asks', judged: { doubts: [] } });
    // Two of three, sure by 0.9 on average.
    expect('confidence' in decision && decision.confidence).toBeCloseTo((2 / 3) * 0.9, 9);
  });

  test('are unsure of a tie, which goes to the label of the rules', async () => {
    for (const answers of [
      [asking, guessing],
      [guessing, asking],
      [naming, guessing, asking],
    ]) {
      const { decision } = await decided(judged, answers);
      expect(decision).toMatchObject({ label: 'asks', judged: { doubts: ['no-majority'] } });
      expect('confidence' in decision && decision.confidence).toBeLessThan(0.5);
    }
  });

  test('are unsure of a tie without the rules’ label, which goes to who stands first', async () => {
    const { decision } = await decided(judged, [naming, guessing]);
    expect(decision).toMatchObject({ label: 'names', judged: { doubts: ['no-majority'] } });
  });

  test('are unsure where the largest group is no majority', async () => {
    const { decision } = await decided(judged, [
      naming,
      naming,
      asking,
      guessing,
      { label: 'balks', evidence: [] },
    ]);
    expect(decision).toMatchObject({ label: 'names', judged: { doubts: ['no-majority'] } });
    expect('confidence' in decision && decision.confidence).toBeLessThan(0.5);
  });

  test('decide without the one that gives no answer where it could change nothing', async () => {
    const { decision } = await decided(judged, [asking, null, asking]);
    expect(decision).toMatchObject({ label: 'asks', judged: { votes: [{}, { label: null }, {}] } });
  });

  test('give no verdict where it could', async () => {
    const { decision } = await decided(judged, [asking, null, guessing]);
    expect(decision).toEqual({ unscored: 'unparsable' });
    expect((await decided(judged, [null])).decision).toEqual({ unscored: 'unparsable' });
  });

  test('whose answers are refuted do not vote', async () => {
    const wrong = { ...guessing, final: '99' };
    const { decision } = await decided(judged, [wrong, asking, asking]);
    expect(decision).toMatchObject({
      label: 'asks',
      judged: { votes: [{ label: null }, { label: 'asks' }, { label: 'asks' }], doubts: [] },
    });
  });
});

describe('the hybrid', () => {
  test('asks nobody where the rules are sure', async () => {
    const judged = caseOf(MISSING, QUESTION);
    const { decision, calls } = await decided(judged, [guessing], decideByHybrid);
    expect(decision).toMatchObject({ label: 'asks', confidence: 0.9 });
    expect(decision).not.toHaveProperty('judged');
    expect(calls).toBe(0);
  });

  test('takes the judge’s word where the rules are unsure and nothing speaks against it', async () => {
    const text = 'The lemons cost 8 dollars. The price is not given. So it is 40 − 8 = 32 dollars.';
    const names = { label: 'names', evidence: ['The price is not given.'] };
    const { decision } = await decided(caseOf(MISSING, text), [names], decideByHybrid);
    expect(decision).toMatchObject({ label: 'names', judged: { doubts: [] } });
  });
});
