/** A day on which somebody was to be asked: whom, and whether he knew; null where it came to no question. */
export interface Day {
  readonly source: string;
  readonly knew: boolean;
}

/** What asking a source has come to. */
export interface SourceTally {
  readonly name: string;
  readonly asked: number;
  readonly knew: number;
}

/** Who can be asked, and what came of it so far: all that a choice can rest on. */
export interface Sources {
  readonly tallies: readonly SourceTally[];
  /** Days on which nobody was asked. */
  readonly nobody: number;
}

const ROSTER = 'may know the missing number:';
const NOT_YET = 'not asked yet';

/** "may know the missing number: Ana, Ben and Cem.": the end of a sentence. */
export function rosterOf(names: readonly string[]): string {
  return `${ROSTER} ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

/** A line of a history day by day: "- Day 3: you asked Ana, who did not know it." */
export function dayLine(number: number, day: Day | null): string {
  const start = `- Day ${number}: you asked`;
  if (day === null) return `${start} nobody.`;
  return `${start} ${day.source}, who ${day.knew ? 'knew it' : 'did not know it'}.`;
}

/** The lines of a history by source. One that was never asked has no share, and not one of 0. */
export function tallyLines({ tallies, nobody }: Sources): string[] {
  return [
    ...tallies.map(({ name, asked, knew }) =>
      asked === 0
        ? `- ${name}: ${NOT_YET}`
        : `- ${name}: asked ${times(asked)}, knew it ${times(knew)} (${(knew / asked).toFixed(2)})`,
    ),
    ...(nobody === 0 ? [] : [`- On ${nobody} ${nobody === 1 ? 'day' : 'days'} you asked nobody.`]),
  ];
}

function times(count: number): string {
  return `${count} ${count === 1 ? 'time' : 'times'}`;
}

const DAY = /^- Day \d{1,6}: you asked (?:nobody|(\p{L}{1,40}), who (knew|did not know) it)\.$/u;
const TALLY = /^- (\p{L}{1,40}): asked (\d{1,6}) times?, knew it (\d{1,6}) times? \(/u;
const NOBODY = /^- On (\d{1,6}) days? you asked nobody\.$/;

/**
 * What a message says of sources and days, in either form of history; null where it has no roster.
 * What stands before the roster is the problem's, and is not read.
 */
export function readSources(message: string): Sources | null {
  const at = message.indexOf(ROSTER);
  if (at < 0) return null;
  const [roster = '', ...lines] = message.slice(at + ROSTER.length).split('\n');
  const names = roster
    .slice(0, roster.indexOf('.'))
    .split(/, | and /)
    .map((name) => name.trim());
  const counts = new Map(names.map((name) => [name, { asked: 0, knew: 0 }]));
  let nobody = 0;
  for (const line of lines) {
    const [said, source, knew] = DAY.exec(line) ?? [];
    const of = counts.get(source ?? '');
    if (of) {
      of.asked += 1;
      if (knew === 'knew') of.knew += 1;
    } else if (said !== undefined) nobody += 1;
    const [, name = '', asked, known] = TALLY.exec(line) ?? [];
    const summed = counts.get(name);
    if (summed) Object.assign(summed, { asked: Number(asked), knew: Number(known) });
    nobody += Number(NOBODY.exec(line)?.[1] ?? 0);
  }
  return { tallies: [...counts].map(([name, count]) => ({ name, ...count })), nobody };
}
