import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../run/record.ts';
import { type GradedRecord, otherFields, refuseIncomparable } from './comparable.ts';
import { aRun, asked, effort } from './simulated-run.test-data.ts';

const graded = (changes: Partial<RunRecord> = {}, grader: string | null = 'rules/1') =>
  ({ where: 'runs/some', run: aRun(changes), grader }) satisfies GradedRecord;

const reader = { model: 'some-reader', baseUrl: 'http://a', prompt: '01234567' };

describe('two runs', () => {
  it.each([
    [{ release: 'cd'.repeat(32) }, /release \(abababababab, 4 items against cdcdcdcdcdcd/],
    [{ protocol: 'resolve' }, /protocol \(ask against resolve\)/],
    [{ policy: 'hint' }, /policy \(plain against hint\)/],
    [{ maxTurns: 6 }, /max turns \(1 against 6\)/],
    [{ answers: 'one' as const }, /answers a turn \(all against one\)/],
    [{ user: reader }, /user \(rules against some-reader, prompt 01234567\)/],
  ])('are not compared under %j', (changes, why) => {
    expect(() => refuseIncomparable(graded(), graded(changes))).toThrow(why);
  });

  it('are not compared by other graders, or before they are graded', () => {
    expect(() => refuseIncomparable(graded(), graded({}, 'rules/2'))).toThrow(/same version/);
    expect(() => refuseIncomparable(graded(), graded({}, null))).toThrow(/no verdict yet/);
  });

  it('may differ in what they compare: the model, where it is, seed, epochs, prices', () => {
    const other = { model: 'another', baseUrl: 'http://b', seed: 9, epochs: 3 };
    expect(() => refuseIncomparable(graded(), graded(other))).not.toThrow();
  });

  it('are not compared where other models, or another prompt, read for the user', () => {
    for (const other of [{ model: 'another' }, { prompt: '89abcdef' }]) {
      const after = graded({ user: { ...reader, ...other } });
      expect(() => refuseIncomparable(graded({ user: reader }), after)).toThrow(
        /user \(some-reader/,
      );
    }
    const elsewhere = graded({ user: { ...reader, baseUrl: 'http://b' } });
    expect(() => refuseIncomparable(graded({ user: reader }), elsewhere)).not.toThrow();
  });

  it('are told apart where a budget of one name was sent otherwise in the same dialect', () => {
    const warm = { budgets: [{ ...asked(effort('low')), fields: { temperature: 1 } }] };
    const cold = { budgets: [{ ...asked(effort('low')), fields: { temperature: 0 } }] };
    expect(otherFields(graded(warm), graded(cold))).toEqual([
      'budget low was sent as {"temperature":1} and as {"temperature":0}',
    ]);
    expect(otherFields(graded(warm), graded({ ...cold, dialect: 'vllm' }))).toEqual([]);
  });
});
