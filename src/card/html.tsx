import { printable } from '../report/plain-text.ts';
import { CardBody } from './components/card-body.tsx';
import type { ModelCard } from './model-card.ts';
import { pageHtml } from './page-shell.tsx';

/** The card as one HTML file that needs nothing else. */
export function cardHtml(card: ModelCard): string {
  const [first] = card.runs;
  const names = [...new Set(card.runs.map(({ settings }) => printable(settings.model)))];
  const days = [
    ...new Set(card.runs.map(({ settings }) => printable(settings.createdAt.slice(0, 10)))),
  ].sort();
  const releases = [
    ...new Set(card.runs.map(({ provenance }) => provenance.release.name ?? 'own items')),
  ];
  const versions = [...new Set(card.runs.map(({ settings }) => settings.versions.lacuna))];
  return pageHtml({
    title: `Model card: ${card.runs.map(({ name }) => name).join(', ')}`,
    kicker: 'Lacuna model card',
    heading: names.length === 1 && first ? (names[0] ?? '') : `${names.length} models compared`,
    under: [
      releases.join(', '),
      days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`,
      `Lacuna ${versions.map(printable).join(', ')}`,
    ].join(' · '),
    about:
      'Does it notice that a problem lacks a premise, ask for just that, and still solve the intact problem? ' +
      'A pair counts only where both halves are right: always asking scores 0, always answering scores 0.',
    children: <CardBody card={card} />,
  });
}
