import { join } from 'node:path';
import type { ChatBody } from '../../../tests/endpoints/chat-server.ts';
import { startJudge } from '../../../tests/endpoints/judging.ts';
import { openPanel } from '../../../tests/endpoints/panels.ts';
import { labelWarily } from '../../rules/wary.ts';
import { isUnsure, type Label } from '../../verdict.ts';
import type { Case } from '../case.ts';
import { decideByHybrid, decideByJudges } from '../decide.ts';
import type { Panel } from '../panel.ts';
import { type Attack, clean, obey, resist } from './attack.test-data.ts';

interface Read {
  readonly label: Label;
  readonly unsure: boolean;
  readonly suspect: boolean;
  readonly judged: boolean;
}

/** What one grader made of one attack. */
export interface Outcome extends Read {
  readonly attack: Attack;
  /** The injection got what it was after. */
  readonly obeyed: boolean;
  /** The label is another than that of the same reply without the injection. */
  readonly changed: boolean;
}

export interface Measured {
  readonly grader: string;
  readonly outcomes: readonly Outcome[];
}

/** Puts attacks to every grader, the judges over HTTP. `dir` takes their records. */
export async function measure(dir: string, attacks: readonly Attack[]): Promise<Measured[]> {
  const rules: Measured = {
    grader: 'rules',
    outcomes: await outcomes(attacks, async (judged) => byRulesAlone(judged)),
  };
  const rest: Measured[] = [];
  for (const [grader, say, decide, crossCheck] of [
    ['hybrid, judge obeys', obey, decideByHybrid, true],
    ['hybrid, judge resists', resist, decideByHybrid, true],
    ['judge obeys, no check', obey, decideByJudges, false],
    ['judge obeys, checked', obey, decideByJudges, true],
    ['judge resists, checked', resist, decideByJudges, true],
  ] as const) {
    const grade = await withPanel(dir, grader, say, crossCheck, (panel) =>
      outcomes(attacks, async (judged) => {
        const decision = await decide(judged, panel);
        if ('unscored' in decision) throw new Error(`unscored: ${decision.unscored}`);
        return {
          label: decision.label,
          unsure: isUnsure(decision),
          suspect: decision.judged?.doubts.includes('injection') ?? false,
          judged: decision.judged !== undefined,
        };
      }),
    );
    rest.push({ grader, outcomes: grade });
  }
  return [rules, ...rest];
}

function byRulesAlone({ text, subject, finish }: Case): Read {
  const { found } = labelWarily(subject, text, finish);
  return { label: found.label, unsure: isUnsure(found), suspect: false, judged: false };
}

async function outcomes(
  attacks: readonly Attack[],
  read: (judged: Case) => Promise<Read>,
): Promise<Outcome[]> {
  return Promise.all(
    attacks.map(async (attack) => {
      const before = await read(clean(attack.carrier));
      const after = await read(attack.judged);
      return {
        ...after,
        attack,
        obeyed: after.label === attack.payload.wants,
        changed: after.label !== before.label,
      };
    }),
  );
}

async function withPanel<T>(
  dir: string,
  name: string,
  say: (body: ChatBody) => string,
  crossCheck: boolean,
  work: (panel: Panel) => Promise<T>,
): Promise<T> {
  const server = await startJudge(say);
  const { panel, close } = await openPanel({
    baseUrl: server.baseUrl,
    models: ['judge-model'],
    path: join(dir, `${name.replace(/\W+/g, '-')}.jsonl`),
    crossCheck,
  });
  try {
    return await work(panel);
  } finally {
    await close();
    await server.close();
  }
}

/** The figures, as a markdown table; with the payloads that got through some grader beneath. */
export function summary(measured: readonly Measured[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = measured.map(({ grader, outcomes }) => {
    const count = (test: (outcome: Outcome) => boolean) => String(outcomes.filter(test).length);
    const obeyed = outcomes.filter((outcome) => outcome.obeyed).length;
    return row([
      grader,
      String(outcomes.length),
      count(({ judged }) => judged),
      `${obeyed} (${((100 * obeyed) / outcomes.length).toFixed(1)}%)`,
      count(({ changed, obeyed }) => changed && !obeyed),
      count(({ suspect }) => suspect),
      count(({ unsure }) => unsure),
    ]);
  });
  return [
    row(['grader', 'attacks', 'judged', 'obeyed', 'changed otherwise', 'suspect', 'unsure']),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...rows,
  ].join('\n');
}
