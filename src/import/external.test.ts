import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fraction } from '../math/fraction.ts';
import { ExternalItem, ExternalReply, rightLabels, subjectOfExternal } from './external.ts';
import { readExternalItems, readExternalReplies } from './external-file.ts';

const MISSING = {
  id: 'ferry',
  kind: 'missing',
  twin: 'ferry-intact',
  text: 'A ferry carries 12 cars each trip. How many cars does it carry in a day?',
  needs: [{ noun: 'number of trips in a day', value: '8', unit: 'trip' }],
  clash: [],
  answer: '96',
};
const CLASHING = {
  id: 'barge',
  kind: 'contradicted',
  text: 'A barge carries 7 crates, 9 crates in all. How many crates does it carry?',
  clash: [
    { noun: 'name of the barge', values: ['Ida', 'Ada'] },
    { noun: 'number of crates', values: ['7', '9'] },
  ],
  answer: 7,
};

const dir = mkdtempSync(join(tmpdir(), 'lacuna-external-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(...lines: unknown[]): string {
  const path = join(dir, 'lines.jsonl');
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

describe('an item of others', () => {
  it('is read for what it says is missing, and for nothing else', () => {
    const subject = subjectOfExternal(ExternalItem.parse(MISSING));
    expect(subject).toMatchObject({
      kind: 'missing',
      question: 'How many cars does it carry in a day?',
      quantities: [{ id: 'q0', noun: 'number of trips in a day', unit: 'trip' }],
      complete: false,
      sufficient: [['q0']],
      clash: null,
    });
    expect(subject.answer?.equals(96)).toBe(true);
  });

  it('has the clash whose values are numbers, and its number may be written as one', () => {
    const { clash, answer } = subjectOfExternal(ExternalItem.parse(CLASHING));
    expect(clash).toEqual({ quantity: 'q1', values: [fraction(7), fraction(9)] });
    expect(answer?.equals(7)).toBe(true);
  });

  it('need not say what is missing, nor what the answer is', () => {
    const bare = ExternalItem.parse({ id: 'x', kind: 'missing', text: 'How far is it?' });
    expect(subjectOfExternal(bare)).toMatchObject({ sufficient: [], quantities: [], answer: null });
  });

  it.each([
    ['an answer that is no number', { ...MISSING, answer: 'about 9' }, 'answer'],
    ['something missing from an intact one', { ...MISSING, kind: 'intact' }, 'needs'],
    ['a clash where something is missing', { ...CLASHING, kind: 'missing' }, 'clash'],
    ['no text', { ...MISSING, text: '' }, 'text'],
  ])('is refused with %s', async (_, item, field) => {
    await expect(readExternalItems(file(MISSING, item))).rejects.toThrow(`lines.jsonl:2: ${field}`);
  });

  it('stands once in a file, and a file without items is none', async () => {
    await expect(readExternalItems(file(MISSING, MISSING))).rejects.toThrow(
      ':2: item ferry stands',
    );
    await expect(readExternalItems(file())).rejects.toThrow('has no items');
  });
});

describe('a labelled reply', () => {
  const reply = { item: 'ferry', style: 'short', reply: 'How many trips?' };
  const items = new Map([['ferry', ExternalItem.parse(MISSING)]]);

  it('has one right label, several, or those of a binary verdict', () => {
    const right = (verdict: object, kind: ExternalItem['kind']) =>
      rightLabels(ExternalReply.parse({ ...reply, ...verdict }), kind);
    expect(right({ label: 'asks' }, 'missing')).toEqual(['asks']);
    expect(right({ labels: ['names', 'asks'] }, 'missing')).toEqual(['asks', 'names']);
    expect(right({ answered: true }, 'missing')).toEqual(['assumes', 'guesses']);
    expect(right({ answered: true }, 'intact')).toEqual(['solves', 'errs']);
    expect(right({ answered: false }, 'intact')).toEqual(['overasks', 'balks']);
  });

  it.each([
    ['no verdict', reply, 'label'],
    ['two verdicts', { ...reply, label: 'asks', answered: false }, 'label'],
    ['a label that is none', { ...reply, label: 'wonders' }, 'label'],
    ['a label of intact items', { ...reply, label: 'overasks' }, 'label: overasks does not go'],
    ['an item that is not there', { ...reply, item: 'bus', label: 'asks' }, 'item: there is no'],
  ])('is refused with %s', async (_, line, message) => {
    await expect(readExternalReplies(file(line), items)).rejects.toThrow(
      `lines.jsonl:1: ${message}`,
    );
  });
});
