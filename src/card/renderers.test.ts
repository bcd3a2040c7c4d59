import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../corrupt/item.ts';
import { HOSTILE } from '../report/two-runs.test-data.ts';
import { aCardInput, somePairs } from './a-card.test-data.ts';
import { cardCsv } from './csv.ts';
import { cardHtml } from './html.tsx';
import { cardMarkdown } from './markdown.ts';
import { type ModelCard, modelCard } from './model-card.ts';

const EVIL = `<script>owned()</script> | [x](javascript:owned()) ${HOSTILE}`;

let items: Item[];
let one: ModelCard;
let evil: ModelCard;
beforeAll(async () => {
  items = await somePairs(40);
  one = await modelCard([aCardInput(items)]);
  evil = await modelCard([
    aCardInput(items, { model: EVIL }, () => EVIL.repeat(20_000)),
    aCardInput(items, { model: 'other' }),
  ]);
});

describe('the card as HTML', () => {
  it('runs no script, loads nothing, and allows its one style sheet by hash', () => {
    const html = cardHtml(one);
    const { document } = parseHTML(html);
    const policy = document
      .querySelector('meta[http-equiv=Content-Security-Policy]')
      ?.getAttribute('content');
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(document.querySelectorAll('script, [style], iframe, form, img')).toHaveLength(0);
    for (const link of document.querySelectorAll('[href], [src]')) {
      expect(link.getAttribute('href')).toMatch(/^#|^data:,$/);
    }
  });

  it('has one heading over all, none skipped, no id twice, and links that lead somewhere', () => {
    for (const card of [one, evil]) {
      const { document } = parseHTML(cardHtml(card));
      const levels = Array.from(document.querySelectorAll('h1, h2, h3, h4, h5'), ({ tagName }) =>
        Number(String(tagName).slice(1)),
      );
      expect(levels[0]).toBe(1);
      for (const [i, level] of levels.slice(1).entries()) {
        expect(level).toBeLessThanOrEqual((levels[i] ?? 0) + 1);
        expect(level).toBeGreaterThan(1);
      }
      const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => String(id));
      expect(new Set(ids).size).toBe(ids.length);
      for (const link of document.querySelectorAll('a')) {
        expect(ids).toContain(String(link.getAttribute('href')).slice(1));
      }
    }
  });

  it('shows every word from outside as text, a long one cut', () => {
    const html = cardHtml(evil);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script>owned()');
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(html).toMatch(/characters left out/);
    expect(html.length).toBeLessThan(2_000_000);
  });
});

describe('the card as markdown', () => {
  it('has the tables of the report, and what explains them', () => {
    const text = cardMarkdown(one);
    for (const heading of [
      '# Model card: some-model',
      '## Scores',
      '## Every share with its interval',
      '## Where it does well and badly',
      '## Where it over-asks',
      '## Telling conversations',
      '## The grader',
      '## How to get these numbers again',
    ]) {
      expect(text.split('\n')).toContain(heading);
    }
    expect(text).toContain('| model | budget | Lacuna | asks |');
    expect(text).toContain('slope per doubling of tokens');
  });

  it('names the release in its settings, the hash beside it', () => {
    const [, settings = ''] = cardMarkdown(one).split('### Settings');
    const hash = one.runs[0]?.settings.release.slice(0, 12);
    expect(settings).toContain(`| some-model | v1/dev in part (${hash}) | ask |`);
    const { provenance } = one.runs[0] ?? {};
    if (!provenance) throw new Error('no run');
    const release = { ...provenance.release, name: null };
    const runs = one.runs.map((run) => ({ ...run, provenance: { ...provenance, release } }));
    expect(cardMarkdown({ ...one, runs })).toContain(`| some-model | ${hash} | ask |`);
  });

  it('lets no word from outside be markup', () => {
    const text = cardMarkdown(evil);
    // Nothing in a fenced block is markup, and no line of one can be a fence.
    const outside = text.split(/^```.*$/m).filter((_, i) => i % 2 === 0);
    expect(outside).toHaveLength(3);
    expect(outside.join('')).not.toMatch(/<script|[^\\]\[x\]/);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the card as CSV', () => {
  const cells = (line: string) => line.split(',');

  it('has a figure a row, with its interval and its denominators', () => {
    const [head = '', ...rows] = cardCsv(one).trimEnd().split('\r\n');
    const names = cells(head);
    const read = (line: string) =>
      Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell]));
    const all = rows.map(read);
    const score = all.find(
      ({ budget, slice, metric }) => budget === 'high' && slice === 'all' && metric === 'lacuna',
    );
    const high = one.runs[0]?.budgets[2]?.scores.lacuna;
    expect(Number(score?.estimate)).toBe(high?.share);
    expect([score?.low, score?.high, score?.units].map(Number)).toEqual([
      ...[high?.low, high?.high, high?.units],
    ]);
    expect(new Set(all.map(({ slice }) => slice))).toEqual(
      new Set(['all', 'operator', 'topic', 'difficulty']),
    );
    const keys = all.map(({ budget, slice, value, metric }) =>
      [budget, slice, value, metric].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('disarms a model’s name that a spreadsheet would run', async () => {
    const formula = await modelCard([aCardInput(items, { model: '=1+1' })]);
    expect(cardCsv(formula)).toContain("\r\n'=1+1,ask,");
  });
});
