import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../report/two-runs.test-data.ts';
import { budgetCurve, type CurveModel } from './budget-curve.ts';
import { intervalDots } from './interval-dots.ts';
import { learningCurve } from './learning-curve.ts';
import { outcomeBars } from './outcome-bars.ts';
import { spread } from './spread.ts';
import { chartProperties } from './theme.ts';

const SIZE = { width: 640, title: 'A picture' };

const models = (count: number, name = 'model'): CurveModel[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `${name} ${i}`,
    points: ['low', 'medium', 'high'].map((budget, b) => {
      const share = Math.min(0.95, 0.5 + 0.03 * i + 0.01 * b);
      return { budget, tokens: 150 * 4 ** b, share, low: share - 0.1, high: share + 0.05 };
    }),
  }));

const replies = { asks: 60, guesses: 30, none: 10 };

/** One of each, with a name from outside wherever a chart takes one. */
const drawn = (name: string): Record<string, string> => ({
  curve: budgetCurve(models(1, name), SIZE),
  curves: budgetCurve(models(12, name), { ...SIZE, title: name }),
  bars: outcomeBars([{ name, group: name, counts: replies }], SIZE),
  dots: intervalDots([{ name, group: name, value: 0.5, low: 0.4, high: 0.6 }], {
    ...SIZE,
    of: 'shares',
  }),
  learning: learningCurve([{ name, points: LEARNED }], { ...SIZE, score: 'score, %' }),
});

const LEARNED = [0, 10, 20].map((step) => {
  const mean = 0.1 + step / 40;
  return { step, mean, low: mean - 0.05, high: mean + 0.05 };
});

function parsed(svg: string) {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  const texts = Array.from(document.querySelectorAll('text'), (text: { textContent: unknown }) =>
    String(text.textContent),
  );
  return { document, texts };
}

describe('every chart', () => {
  it('is one named picture that a policy without inline styles and scripts lets through', () => {
    for (const [kind, svg] of Object.entries(drawn('some model'))) {
      const { document } = parsed(svg);
      const root = document.querySelector('body > svg');
      expect(root?.getAttribute('role'), kind).toBe('img');
      expect(root?.firstElementChild?.tagName.toLowerCase(), kind).toBe('title');
      expect(root?.querySelector('desc')?.textContent, kind).toMatch(/\d/);
      expect(document.querySelectorAll('style, script, [style], [onload], a'), kind).toHaveLength(
        0,
      );
    }
  });

  it('shows a name from outside as plain text, without its control characters', () => {
    for (const [kind, svg] of Object.entries(drawn(`<script>owned()</script>${HOSTILE}`))) {
      expect(svg, kind).not.toMatch(/<script|<b>|[\p{Cc}\p{Cf}]/u);
      expect(svg, kind).toContain('&lt;');
    }
  });

  it('takes its colours from properties of the page, of which both looks set all', () => {
    const used = new Set(
      Object.values(drawn('m')).flatMap((svg) =>
        Array.from(svg.matchAll(/var\((--[a-z0-9-]+), #[0-9a-f]{6}\)/g), ([, name]) => name),
      ),
    );
    expect(used.size).toBeGreaterThan(8);
    for (const looks of ['light', 'dark'] as const) {
      const properties = chartProperties(looks);
      for (const name of used) expect(properties).toContain(`${name}:#`);
    }
    expect(chartProperties('light')).not.toBe(chartProperties('dark'));
  });
});

describe('the budget curve', () => {
  it('labels the budgets of one model, and of several their names', () => {
    const one = parsed(budgetCurve(models(1), SIZE)).texts;
    expect(one).toEqual(expect.arrayContaining(['low', 'medium', 'high']));
    const many = parsed(budgetCurve(models(12), SIZE)).texts;
    for (const { name } of models(12)) expect(many).toContain(name);
    expect(many).not.toContain('low');
  });

  it('gives its figures to those who do not see it', () => {
    const svg = budgetCurve(models(1), SIZE);
    expect(svg).toContain('model 0: low 50.0 [40.0, 55.0] at 150 tokens; medium');
    expect(budgetCurve(models(12), SIZE)).toContain('And 6 more models: see the table.');
  });

  it('labels lines that end together in their order, the first on top', () => {
    const points = models(1)[0]?.points ?? [];
    const { document } = parsed(
      budgetCurve(
        ['b', 'a'].map((name) => ({ name, points })),
        SIZE,
      ),
    );
    const places = ['b', 'a'].map((name) => {
      const found = Array.from(document.querySelectorAll('text')).find(
        (text) => text.textContent === name,
      );
      return Number(/,(-?[\d.]+)\)/.exec(found?.getAttribute('transform') ?? '')?.[1]);
    });
    expect(places[0]).toBeLessThan(places[1] ?? Number.NaN);
  });

  it('draws a band over several budgets, and a line at a single one', () => {
    const areas = (some: CurveModel[]) =>
      budgetCurve(some, SIZE).split('fill-opacity="0.13"').length - 1;
    expect(areas(models(3))).toBe(3);
    const [model] = models(1);
    const single = [{ name: 'm', points: model?.points.slice(0, 1) ?? [] }];
    expect(areas(single)).toBe(0);
    expect(budgetCurve(single, SIZE)).toContain('low 50.0 [40.0, 55.0]');
  });

  it('leaves muted models unlabelled, and is a picture without any', () => {
    const [first, ...others] = models(40);
    const muted = others.map((model) => ({ ...model, muted: true }));
    const { texts } = parsed(budgetCurve(first ? [first, ...muted] : [], SIZE));
    expect(texts.filter((text) => text.startsWith('model'))).toEqual([]);
    expect(texts).toContain('low');
    expect(budgetCurve([], SIZE)).toContain('No budget has both a score and known tokens.');
  });
});

describe('the learning curve', () => {
  const lines = ['taught', 'untaught'].map((name) => ({ name, points: LEARNED }));
  const svg = learningCurve(lines, { ...SIZE, score: 'score, %' });

  it('names each line at its end, lines that end together apart from each other', () => {
    const { document, texts } = parsed(svg);
    expect(texts).toEqual(expect.arrayContaining(['taught', 'untaught', 'score, %']));
    const places = ['taught', 'untaught'].map((name) => {
      const found = Array.from(document.querySelectorAll('text')).find(
        (text: { textContent: unknown }) => text.textContent === name,
      );
      const [, y = ''] = /,\s*([\d.]+)\)/.exec(found?.getAttribute('transform') ?? '') ?? [];
      return Number(y);
    });
    expect(Math.abs((places[0] ?? 0) - (places[1] ?? 0))).toBeGreaterThan(12);
  });

  it('says in words where each begins and ends, with its range', () => {
    expect(parsed(svg).document.querySelector('desc')?.textContent).toContain(
      'untaught: from 10.0 to 60.0 [55.0, 65.0].',
    );
  });
});

describe('outcome bars', () => {
  it('label each part that has room, in the order of the legend, and say how many replies there are', () => {
    const { texts } = parsed(
      outcomeBars([{ name: 'low', counts: { none: 2, guesses: 38, asks: 160 } }], SIZE),
    );
    expect(texts).toEqual(['asks', 'guesses', 'none', 'low', '200', 'asks 80', 'guesses 19']);
  });

  it('put rows of a group under its name', () => {
    const rows = ['remove', 'blur'].flatMap((group) =>
      ['low', 'high'].map((name) => ({ name, group, counts: replies })),
    );
    const { texts } = parsed(outcomeBars(rows, SIZE));
    expect(texts.filter((text) => text === 'remove')).toHaveLength(1);
    expect(texts.filter((text) => text === 'low')).toHaveLength(2);
  });

  it('say of a row without replies that there is nothing', () => {
    expect(outcomeBars([{ name: 'low', counts: {} }], SIZE)).toContain('low: nothing.');
  });
});

describe('interval dots', () => {
  it('hold a change of either sign, and 0', () => {
    const of = { ...SIZE, of: 'changes' } as const;
    const svg = intervalDots([{ name: 'a', value: -0.157, low: -0.2, high: -0.1 }], of);
    expect(svg).toContain('a: −15.7 [−20.0, −10.0].');
    expect(parsed(svg).texts).toContain('0');
  });

  it('leave an unknown estimate without a dot', () => {
    const none = [{ name: 'a', value: null, low: null, high: null }];
    const { texts } = parsed(intervalDots(none, { ...SIZE, of: 'shares' }));
    expect(texts).toContain('–');
  });
});

describe('spread', () => {
  const places = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
    minLength: 1,
    maxLength: 12,
  });

  it('keeps neighbours apart, in their order and within bounds', () => {
    fc.assert(
      fc.property(places, (given) => {
        const moved = spread(given, { gap: 5, low: 0, high: 100 });
        const order = given.map((_, i) => i).sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0));
        const sorted = order.map((i) => moved[i] ?? Number.NaN);
        for (const [i, place] of sorted.entries()) {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(100 + 1e-9);
          if (i > 0) expect(place - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(5 - 1e-9);
        }
      }),
    );
  });

  it('moves nothing that is far enough apart, and no more than it must', () => {
    expect(spread([10, 90, 50], { gap: 5, low: 0, high: 100 })).toEqual([10, 90, 50]);
    expect(spread([50, 50, 90], { gap: 10, low: 0, high: 100 })).toEqual([45, 55, 90]);
  });
});
