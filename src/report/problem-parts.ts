import { DISTRACT_LEGEND, distractNotes, distractSections } from './distract-sections.ts';
import { EXPLORE_LEGEND, exploreNotes, exploreSections } from './explore-sections.ts';
import { LEAD_LEGEND, leadNotes, leadSections } from './lead-sections.ts';
import type { Report } from './report.ts';
import { REVEAL_LEGEND, revealNotes, revealSections } from './reveal-sections.ts';
import type { Section } from './section.ts';

/** What is shown of the runs of a protocol that puts single problems, however it is going to be printed. */
export interface ProblemPart {
  readonly sections: readonly Section[];
  /** What the heads mean. */
  readonly legend: string;
  readonly notes: readonly string[];
}

/** A part for each group of runs that are held against each other. */
export function problemParts({
  reveal,
  lead,
  explore,
  distract,
}: Pick<Report, 'reveal' | 'lead' | 'explore' | 'distract'>): ProblemPart[] {
  return [
    ...reveal.map((report) => ({
      ...{ sections: revealSections(report), legend: REVEAL_LEGEND, notes: revealNotes(report) },
    })),
    ...lead.map((report) => ({
      ...{ sections: leadSections(report), legend: LEAD_LEGEND, notes: leadNotes(report) },
    })),
    ...explore.map((report) => ({
      sections: exploreSections(report),
      legend: EXPLORE_LEGEND,
      notes: exploreNotes(report),
    })),
    ...distract.map((report) => ({
      sections: distractSections(report),
      legend: DISTRACT_LEGEND,
      notes: distractNotes(report),
    })),
  ];
}
