import { intervalDots } from '../charts/interval-dots.ts';
import { interval, percent } from '../report/numbers.ts';
import { printable } from '../report/plain-text.ts';
import type { Face, Profile } from '../report/profile.ts';
import { slopeText } from '../report/profile-sections.ts';
import { Chart } from './components/chart.tsx';
import { DataTable, Estimate } from './components/data-table.tsx';
import { Section } from './components/section.tsx';
import { pageHtml } from './page-shell.tsx';

/** Profiles as one HTML file that needs nothing else: a part for each model. */
export function profileHtml(profiles: readonly Profile[]): string {
  const names = profiles.map(nameOf);
  return pageHtml({
    title: `Profile: ${names.join(', ')}`,
    kicker: 'Lacuna profile',
    heading: names.length === 1 ? (names[0] ?? '') : `${names.length} profiles`,
    under: `${Math.max(...profiles.map(({ faces }) => faces.length))} faces of initiative`,
    about:
      'Does a model ask for what is missing, finish once it is told, take in what comes bit by bit, stay with the ' +
      'problem, lead a talk to its end, and find out whom to ask? And does more thinking help? The faces are shares of ' +
      'different things: they are not added up.',
    children: profiles.map((profile, i) => (
      <ProfilePart
        key={names[i]}
        profile={profile}
        name={names[i] ?? ''}
        title={names.length === 1 ? 'Does more thinking help?' : (names[i] ?? '')}
        id={`profile-${i + 1}`}
      />
    )),
  });
}

function nameOf({ model, policy }: Profile): string {
  return [model, ...(policy === 'plain' ? [] : [policy])].map(printable).join(' · ');
}

interface Props {
  readonly profile: Profile;
  readonly name: string;
  readonly title: string;
  readonly id: string;
}

function ProfilePart({ profile: { faces, grader }, name, title, id }: Props) {
  const budgets = [...new Set(faces.flatMap((face) => face.budgets.map(({ budget }) => budget)))];
  const sloped = faces.filter(({ slope }) => slope.perDoubling !== null);
  return (
    <Section id={id} level={2} title={title}>
      <Chart
        draw={(width) =>
          intervalDots(
            faces.flatMap((face) =>
              face.budgets.map(({ budget, value, low, high }) => ({
                ...{ group: face.face, name: budget, series: budgets.indexOf(budget) },
                ...{ value, low, high },
              })),
            ),
            { width, of: 'shares', title: `Faces of ${name} by budget` },
          )
        }
        caption="In percent, with 95% intervals clustered by family of problems."
      />
      {sloped.length > 0 && (
        <Chart
          draw={(width) =>
            intervalDots(
              sloped.map(({ face, slope }) => ({
                ...{ name: face, value: slope.perDoubling, low: slope.low, high: slope.high },
              })),
              { width, of: 'changes', title: `What more thinking changes in ${name}` },
            )
          }
          caption="Change of each face, in points, for each doubling of the tokens used, with its 95% interval."
        />
      )}
      <DataTable
        caption={`Figures of ${name}${grader === null ? '' : `, graded by ${printable(grader)}`}`}
        head={['face', ...budgets.map(printable), 'a doubling of tokens', 'pairs or problems']}
        rows={faces.map((face) => [
          face.face,
          ...budgets.map((budget) => figure(face, budget)),
          slopeText(face),
          String(Math.max(...face.budgets.map(({ units }) => units))),
        ])}
      />
      <dl class="meanings">
        {faces.map(({ face, of }) => (
          <div key={face}>
            <dt>{printable(face)}</dt>
            <dd>{of}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function figure({ budgets }: Face, budget: string) {
  const found = budgets.find((each) => each.budget === budget);
  return found ? <Estimate value={percent(found.value)} bounds={interval(found)} /> : '–';
}
