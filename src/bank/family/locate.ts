import type { Candidate } from '../../corrupt/operators/operator.ts';
import type { Fault } from '../../problem/family-faults.ts';
import type { Problem, Span } from '../../problem/problem.ts';
import type { Variation } from './variations.ts';

/** Where in a family's file the words of a rendered text come from. */
export function sourceOf(variation: Variation, candidate: Candidate, [start]: Span): Fault['path'] {
  const { problem, operator } = variation;
  const { text, change } = candidate;
  if (change.kind === 'clash' && start >= change.span[0] && start < change.span[1]) {
    return [operator.name === 'contradict' ? 'again' : 'claims', change.quantity];
  }
  let place: Fault['path'] = ['wordings', problem.wording];
  let cursor = 0;
  let part = 0;
  for (const { premise, question, text: words, gone } of problem.segments) {
    const aside = premise === null ? null : /^aside(\d+)$/.exec(premise);
    const changed = change.kind === 'gap' && change.premise === premise;
    const form = changed ? (change.after === gone?.trim() ? 'gone' : 'blur') : 'text';
    const body = (changed ? change.after : words).trim();
    // The first letter may have become a capital.
    const found = changed ? change.span[0] : text.indexOf(body.slice(1), cursor) - 1;
    if (found > start) break;
    if (found >= 0) cursor = found + body.length;
    if (aside) place = ['asides', Number(aside[1]) - 1, 'text'];
    else {
      const field = question ? ['question'] : premise === null ? [] : [form];
      place = ['wordings', problem.wording, part, ...field];
      part += 1;
    }
    if (cursor > start) break;
  }
  return place;
}

/** Where a premise's clause stands in a wording. */
export function clauseOf(problem: Problem, premise: string): Fault['path'] {
  const segments = problem.segments.filter(({ premise: id }) => !/^aside\d+$/.test(id ?? ''));
  const part = segments.findIndex(({ premise: id }) => id === premise);
  return part < 0 ? ['premises', premise] : ['wordings', problem.wording, part];
}

/** What a variation changes, in the file. */
export function placeOf(variation: Variation): Fault['path'] {
  const { operator, about } = variation;
  if (operator.name === 'contradict') return ['again', about];
  if (operator.name === 'contradict-deep') return ['claims', about];
  if (operator.distracts) return ['asides', Number(about.replace('aside', '')) - 1];
  return about === ''
    ? ['wordings', variation.problem.wording]
    : clauseOf(variation.problem, about);
}
