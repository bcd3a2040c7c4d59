import { describe, expect, test } from 'vitest';
import { ModelError } from '../model/completion.ts';
import { InFlightLimit } from './in-flight-limit.ts';

const TOO_MANY = new ModelError('rate-limit', 'no', { status: 429 });

/** As an endpoint that has too much to do. */
function refuse(limit: InFlightLimit, error: unknown = TOO_MANY): void {
  const { round } = limit;
  limit.failed(round, error);
  limit.failed(round, error);
}

function limitOf(most: number) {
  const seen: number[] = [];
  return { limit: new InFlightLimit(most, (calls) => seen.push(calls)), seen };
}

describe('the limit of calls in flight', () => {
  test('is halved by refusals, and once for all that were in flight together', () => {
    const { limit, seen } = limitOf(16);
    const { round } = limit;
    for (let call = 0; call < 16; call += 1) limit.failed(round, TOO_MANY);
    expect(seen).toEqual([8]);
    refuse(limit);
    expect(limit.calls).toBe(4);
  });

  test('never falls below one, and is back where it was after some 25 rounds of calls', () => {
    const { limit } = limitOf(64);
    for (let cut = 0; cut < 20; cut += 1) refuse(limit);
    expect(limit.calls).toBe(1);
    let rounds = 0;
    for (; limit.calls < 64 && rounds < 1000; rounds += 1) {
      const inFlight = limit.calls;
      for (let call = 0; call < inFlight; call += 1) limit.succeeded(limit.round);
    }
    expect(rounds).toBeLessThan(30);
    for (let call = 0; call < 1000; call += 1) limit.succeeded(limit.round);
    expect(limit.calls).toBe(64);
  });

  test('is not lowered by a refusal now and then', () => {
    const { limit } = limitOf(16);
    for (let call = 0; call < 1000; call += 1) {
      if (call % 25 === 0) limit.failed(limit.round, TOO_MANY);
      else limit.succeeded(limit.round);
    }
    expect(limit.calls).toBe(16);
    for (let call = 0; call < 40; call += 1) {
      if (call % 5 === 0) limit.failed(limit.round, TOO_MANY);
      else limit.succeeded(limit.round);
    }
    expect(limit.calls).toBeLessThan(16);
  });

  test('is not raised by calls that began before it fell', () => {
    const { limit } = limitOf(16);
    const { round } = limit;
    refuse(limit);
    for (let call = 0; call < 100; call += 1) limit.succeeded(round);
    expect(limit.calls).toBe(8);
  });

  test.each([
    [new ModelError('server', 'no', { status: 503 }), 8],
    [new ModelError('server', 'no', { status: 529 }), 8],
    [new ModelError('server', 'no', { status: 500 }), 16],
    [new ModelError('transport', 'reset'), 16],
    [new RangeError('ours'), 16],
  ])('%o leaves %i of 16', (error, left) => {
    const { limit } = limitOf(16);
    refuse(limit, error);
    expect(limit.calls).toBe(left);
  });
});
