import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LastMinute } from './last-minute.ts';

test('what is over a minute old no longer counts, whatever came before', () => {
  const steps = fc.array(
    fc.record({ after: fc.nat({ max: 40_000 }), amount: fc.nat({ max: 100 }) }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 300 }), (taken, limit) => {
      const minute = new LastMinute();
      const events: Array<{ at: number; amount: number }> = [];
      let now = 0;
      for (const { after, amount } of taken) {
        now += after;
        const counted = events.filter(({ at }) => at > now - 60_000);
        const total = counted.reduce((sum, event) => sum + event.amount, 0);
        const oldest = counted[0]?.at ?? now;
        expect(minute.untilBelow(limit, now)).toBe(total < limit ? 0 : oldest + 60_000 - now);
        minute.add(now, amount);
        events.push({ at: now, amount });
      }
    }),
  );
});

test('many thousands of calls a minute are counted as any', () => {
  const minute = new LastMinute();
  for (let at = 0; at < 120_000; at += 10) minute.add(at, 1);
  expect(minute.untilBelow(6000, 119_990)).toBe(10);
  expect(minute.untilBelow(6001, 119_990)).toBe(0);
});
