import { joinPieces } from '../problem/render.ts';
import type { CertifiedItem } from './item.ts';

type Told = Pick<CertifiedItem, 'text' | 'premises' | 'change'>;

/**
 * How an item's text is not its twin's with the change applied; [] where it is. What both state must
 * stand in both in the same words, so that the text cannot drift from the mathematics.
 */
export function changeFaults(item: Told, twin: Pick<CertifiedItem, 'text' | 'premises'>): string[] {
  return [...textFaults(item, twin), ...premiseFaults(item, twin)];
}

function textFaults(
  { text, change }: Told,
  twin: Pick<CertifiedItem, 'text' | 'premises'>,
): string[] {
  if (change.kind === 'none') {
    return text === twin.text ? [] : ["change: none, but the text is not the twin's"];
  }
  if (text.slice(...change.span) !== changed(change)) {
    return ['change: its span does not hold the text that it names'];
  }
  if (change.kind === 'clash') {
    const [left, right] = [text.slice(0, change.span[0]), text.slice(change.span[1])];
    const without = joinPieces([left, right]).text;
    return without === twin.text && joinPieces([left, change.text, right]).text === text
      ? []
      : ["change: without the added statement, the text is not the twin's"];
  }
  const span = twin.premises.find(({ id }) => id === change.premise)?.span;
  if (!span) return [`change: the twin does not state premise ${change.premise}`];
  if (twin.text.slice(...span) !== change.before) {
    return ['change: `before` is not the clause of the twin'];
  }
  const joined = joinPieces([twin.text.slice(0, span[0]), change.after, twin.text.slice(span[1])]);
  const [start, end] = joined.spans[1] ?? [];
  return joined.text === text && start === change.span[0] && end === change.span[1]
    ? []
    : ["change: applied to the twin's text it does not give this text"];
}

function premiseFaults(item: Told, twin: Pick<CertifiedItem, 'text' | 'premises'>): string[] {
  const { change } = item;
  const changedPremise = change.kind === 'none' ? undefined : change.premise;
  const kept = item.premises.filter(({ id }) => id !== changedPremise);
  const theirs = twin.premises.filter(({ id }) => id !== changedPremise);
  const faults: string[] = [];
  if (kept.map(({ id }) => id).join() !== theirs.map(({ id }) => id).join()) {
    faults.push('premises: besides the changed one they are not those of the twin');
  }
  for (const premise of kept) {
    const other = theirs.find(({ id }) => id === premise.id);
    if (!other) continue;
    if (other.equation !== premise.equation || other.gives !== premise.gives) {
      faults.push(`premises: ${premise.id} differs from the twin's`);
    }
    if (clause(item.text, premise.span) !== clause(twin.text, other.span)) {
      faults.push(`premises: ${premise.id} stands in other words than in the twin`);
    }
  }
  return faults;
}

function changed(change: Exclude<CertifiedItem['change'], { kind: 'none' }>): string {
  return change.kind === 'gap' ? change.after : change.text;
}

/** A clause's words; its first letter may have become a capital. */
function clause(text: string, span: CertifiedItem['premises'][number]['span']): string | null {
  return span && text.slice(span[0], span[0] + 1).toLowerCase() + text.slice(span[0] + 1, span[1]);
}
