import { describe, expect, it } from 'vitest';
import type { JudgedReply } from '../../graders/calibrate/judged-reply.ts';
import type { Label } from '../../graders/verdict.ts';
import { Calibration, calibrate } from './calibration.ts';

let rows = 0;
function judged(right: Label[], found: Label, changes: Partial<JudgedReply> = {}): JudgedReply {
  rows += 1;
  return {
    where: `replies.jsonl:${rows}`,
    item: `item-${rows % 6}`,
    cluster: `pair-${rows % 3}`,
    kind: 'missing',
    style: 'plain',
    language: 'en',
    reply: 'A reply.',
    right,
    final: null,
    found: { label: found, final: null, confidence: 0.9, evidence: [] },
    saysSo: false,
    ...changes,
  };
}

const times = (count: number, make: () => JudgedReply) => Array.from({ length: count }, make);
const unsure = (label: Label) => ({
  found: { label, final: null, confidence: 0.4, evidence: [] },
});

describe('a calibration', () => {
  const some = [
    ...times(20, () => judged(['asks'], 'asks')),
    ...times(5, () => judged(['asks'], 'guesses')),
    ...times(10, () => judged(['guesses'], 'asks')),
    ...times(15, () => judged(['guesses'], 'guesses')),
  ];

  it('agrees with a textbook, and is what its schema says', () => {
    const found = calibrate('rules/1', some, { seed: 1 });
    expect(Calibration.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(found.accuracy).toMatchObject({ rate: 0.7, count: 35, of: 50 });
    expect(found.kappa.value).toBeCloseTo(0.4, 12);
    expect(found.answered.kappa.value).toBeCloseTo(0.4, 12);
    const [asks] = found.labels;
    expect(asks).toMatchObject({
      label: 'asks',
      labelled: 25,
      graded: 30,
      precision: { rate: 20 / 30 },
      recall: { rate: 20 / 25 },
    });
    expect(asks?.f1.value).toBeCloseTo(40 / 55, 12);
    expect(found.confusion).toEqual([
      { items: 'corrupted', labelled: 'asks', graded: { asks: 20, guesses: 5 } },
      { items: 'corrupted', labelled: 'guesses', graded: { asks: 10, guesses: 15 } },
    ]);
  });

  it('has intervals around each number, the same for the same seed', () => {
    const found = calibrate('rules/1', some, { seed: 1 });
    for (const { value, low, high } of [found.kappa, found.labels[0]?.f1 ?? found.kappa]) {
      expect(low).toBeLessThan(value ?? Number.NaN);
      expect(high).toBeGreaterThan(value ?? Number.NaN);
    }
    expect(found.accuracy.low).toBeLessThan(0.7);
    expect(calibrate('rules/1', some, { seed: 1 })).toEqual(found);
  });

  it('counts an unsure verdict as wrong, even one whose label is right', () => {
    const found = calibrate('rules/1', [...some, judged(['asks'], 'asks', unsure('asks'))], {
      seed: 1,
    });
    expect(found.accuracy).toMatchObject({ count: 35, of: 51 });
    expect(found.unsure).toMatchObject({ count: 1, of: 51 });
    expect(found.answered.agreement).toMatchObject({ count: 35, of: 51 });
    expect(found.labels[0]?.recall).toMatchObject({ count: 20, of: 26 });
    expect(found.confusion[0]?.graded).toEqual({ asks: 20, guesses: 5, unsure: 1 });
  });

  it('takes any of several labels as right, and then has no kappa over single labels', () => {
    const coarse = [
      judged(['asks', 'names', 'balks'], 'balks'),
      judged(['asks', 'names', 'balks'], 'guesses'),
      judged(['assumes', 'guesses'], 'assumes'),
      judged(['asks', 'guesses'], 'asks'),
    ];
    const found = calibrate('rules/1', coarse, { seed: 1 });
    expect(found.accuracy).toMatchObject({ count: 3, of: 4 });
    expect(found.kappa.value).toBeNull();
    expect(found.labels).toEqual([]);
    expect(found.answered.agreement).toMatchObject({ count: 2, of: 3 });
    expect(found.confusion.map(({ labelled }) => labelled)).toEqual([
      'not answered',
      'answered',
      'asks|guesses',
    ]);
  });

  it('leaves replies that hold nothing out of the binary question, and counts none as neither', () => {
    const found = calibrate(
      'rules/1',
      [judged(['none'], 'none'), judged(['asks'], 'none'), judged(['asks'], 'names')],
      { seed: 1 },
    );
    expect(found.answered.agreement).toMatchObject({ count: 1, of: 2 });
  });

  it('takes a formula for an answer, unless the reply says that something is missing', () => {
    const answered: Label[] = ['assumes', 'guesses'];
    const abstained: Label[] = ['asks', 'names', 'open-form'];
    const found = calibrate(
      'rules/1',
      [
        judged(answered, 'open-form', { saysSo: false }),
        judged(answered, 'open-form', { saysSo: true }),
        judged(abstained, 'open-form', { saysSo: false }),
        judged(abstained, 'open-form', { saysSo: true }),
        judged(['open-form'], 'open-form', { saysSo: true }),
      ],
      { seed: 1 },
    );
    expect(found.answered.agreement).toMatchObject({ count: 2, of: 4 });
  });

  it('compares numbers exactly, and only where they are known', () => {
    const final = (labelled: string | null | undefined, graded: string | null) =>
      judged(['guesses'], 'guesses', {
        final: labelled,
        found: { label: 'guesses', final: graded, confidence: 0.9, evidence: [] },
      });
    const of = (...some: JudgedReply[]) => calibrate('rules/1', some, { seed: 1 }).final;
    expect(of(final('2.5', '5/2'), final(null, null), final('3', null))).toMatchObject({
      count: 2,
      of: 3,
    });
    expect(of(final('2.5', '2'), final(null, '2'), final(undefined, '2'))).toMatchObject({
      count: 0,
      of: 2,
    });
  });

  it('is told by style and by language', () => {
    const found = calibrate(
      'rules/1',
      [
        judged(['asks'], 'asks', { style: 'terse', language: 'de' }),
        judged(['asks'], 'names', { style: 'terse', language: 'de' }),
        judged(['asks'], 'asks', { style: 'chatty' }),
      ],
      { seed: 1 },
    );
    expect(found.styles.map(({ name, accuracy }) => [name, accuracy.rate])).toEqual([
      ['terse', 0.5],
      ['chatty', 1],
    ]);
    expect(found.languages.map(({ name }) => name)).toEqual(['de', 'en']);
  });
});
