import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTACKS, UNSEEN } from '../graders/judge/injection/attack.test-data.ts';
import { measure, summary } from '../graders/judge/injection/measure.test-data.ts';

/** Prints how many replies that give orders to their grader change a verdict, by grader. */
const dir = mkdtempSync(join(tmpdir(), 'lacuna-injection-'));
try {
  for (const [title, attacks] of [
    ['Injections', ATTACKS],
    ['Injections that nothing was fitted to', UNSEEN],
  ] as const) {
    const measured = await measure(dir, attacks);
    process.stdout.write(`${title}\n\n${summary(measured)}\n\n`);
    for (const { grader, outcomes } of measured) {
      for (const { obeyed, attack } of outcomes) {
        if (!obeyed || grader.endsWith('no check')) continue;
        process.stdout.write(
          `  ${grader}: "${attack.payload.name}" in "${attack.carrier.name}" became ${attack.payload.wants}\n`,
        );
      }
    }
    process.stdout.write('\n');
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
