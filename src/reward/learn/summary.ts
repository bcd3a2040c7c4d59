import { type LearningLine, learningCurve } from '../../charts/learning-curve.ts';
import { percent } from '../../report/numbers.ts';
import { type Course, REWARDS, SIGHTS, type Teaching } from './teach.ts';

/** Courses of one kind, a seed each. */
type Kind = Pick<Course, 'sees' | 'reward'> & { readonly courses: readonly Course[] };

/**
 * What teaching came to, as a markdown table: the mean over the seeds, and their range in the end; of each
 * operator the Lacuna score of its pairs.
 */
export function teachingTable(teaching: Teaching): string {
  const operators = Object.keys(teaching.courses[0]?.operators ?? {});
  const head = ['sees', 'reward', 'at the start', 'in the end', 'asks', 'solves', ...operators];
  const rows = kinds(teaching).map(({ sees, reward, courses }) => {
    const ends = courses.map(({ points }) => points.at(-1)?.lacuna ?? 0);
    const range = `[${percent(Math.min(...ends))}, ${percent(Math.max(...ends))}]`;
    const mean = (of: (course: Course) => number) => percent(average(courses.map(of)));
    return [
      sees,
      reward,
      mean(({ points }) => points[0]?.lacuna ?? 0),
      `${percent(average(ends))} ${range}`,
      mean(({ asks }) => asks),
      mean(({ solves }) => solves),
      ...operators.map((name) => mean(({ operators: by }) => by[name] ?? 0)),
    ];
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** The picture of it: a file of its own, which no page's style sheet reaches. */
export function drawTeaching(teaching: Teaching): string {
  const drawn = learningCurve(learningLines(teaching), {
    width: 760,
    title: 'Does the reward teach a toy learner to ask?',
    score: 'Lacuna score on unseen families, %',
  });
  return drawn.replace('<svg ', '<svg font-family="sans-serif" ');
}

/** The curves of the two rewards of CollabLLM, for both sights: the mean over the seeds, and their range. */
function learningLines(teaching: Teaching): LearningLine[] {
  return kinds(teaching)
    .filter(({ reward }) => reward !== 'informed')
    .map(({ sees, reward, courses }) => ({
      name: `${reward}, sees ${sees}`,
      dashed: reward === 'immediate',
      points: (courses[0]?.points ?? []).map(({ step }, index) => {
        const at = courses.map(({ points }) => points[index]?.lacuna ?? 0);
        return { step, mean: average(at), low: Math.min(...at), high: Math.max(...at) };
      }),
    }));
}

function kinds({ courses }: Teaching): Kind[] {
  return SIGHTS.flatMap((sees) =>
    REWARDS.map((reward) => ({
      sees,
      reward,
      courses: courses.filter((course) => course.sees === sees && course.reward === reward),
    })),
  ).filter((kind) => kind.courses.length > 0);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
