import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** A clock that only sleeping moves. */
function fakeClock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    signal: new AbortController().signal,
  };
}

test('no more calls are in flight than the concurrency allows', async () => {
  const pace = new Pace({ concurrency: 3, ...fakeClock() });
  let inFlight = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      pace.start(
        async () => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          await new Promise((resolve) => setImmediate(resolve));
          inFlight -= 1;
        },
        () => 0,
      ),
    ),
  );
  expect(most).toBe(3);
});

test('a call waits for the minute in which its tokens are free again', async () => {
  const clock = fakeClock();
  const pace = new Pace({ concurrency: 1, tokensPerMinute: 100, ...clock });
  const started: number[] = [];
  for (let call = 0; call < 3; call += 1) {
    await pace.start(
      async () => started.push(clock.now()),
      () => 60,
    );
  }
  expect(started).toEqual([0, 0, 60_000]);
});

test('an endpoint that asks for a pause gets it from every call', async () => {
  const clock = fakeClock();
  const pace = new Pace({ concurrency: 2, ...clock });
  pace.holdFor(5_000);
  const started: number[] = [];
  await Promise.all(
    [1, 2].map(() =>
      pace.start(
        async () => started.push(clock.now()),
        () => 0,
      ),
    ),
  );
  expect(Math.min(...started)).toBeGreaterThanOrEqual(5_000);
});

test('a run that is told to stop does not wait for the pause to end', async () => {
  const clock = fakeClock();
  const pace = new Pace({ concurrency: 1, ...clock, signal: AbortSignal.abort() });
  pace.holdFor(60_000);
  await pace.start(
    async () => undefined,
    () => 0,
  );
  expect(clock.now()).toBe(0);
});

/** A clock that moves to the next moment for which someone waits, once nothing else is to be done. */
function sharedClock(signal: AbortSignal) {
  let time = 0;
  let waiting: Array<{ until: number; wake: () => void }> = [];
  const tick = () => {
    if (waiting.length === 0) return;
    time = Math.min(...waiting.map(({ until }) => until));
    const due = waiting.filter(({ until }) => until <= time);
    waiting = waiting.filter(({ until }) => until > time);
    for (const { wake } of due) wake();
    setImmediate(tick);
  };
  const sleep = (ms: number) =>
    new Promise<void>((wake) => {
      if (waiting.length === 0) setImmediate(tick);
      waiting.push({ until: time + ms, wake });
      signal.addEventListener('abort', () => wake());
    });
  return { now: () => time, sleep, signal };
}

test('of calls that wait for their minute together, only as many start as may', async () => {
  const clock = sharedClock(new AbortController().signal);
  const pace = new Pace({ concurrency: 8, requestsPerMinute: 3, ...clock });
  const started: number[] = [];
  await Promise.all(
    Array.from({ length: 8 }, () =>
      pace.start(
        async () => started.push(clock.now()),
        () => 0,
      ),
    ),
  );
  expect(started).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000, 120_000]);
});

test('a run that is told to stop does not wait for its next minute', async () => {
  const stop = new AbortController();
  const clock = sharedClock(stop.signal);
  const pace = new Pace({ concurrency: 2, requestsPerMinute: 1, ...clock });
  const start = () =>
    pace.start(
      async () => stop.abort(),
      () => 0,
    );
  await Promise.all([start(), start(), start()]);
  expect(clock.now()).toBe(0);
});
