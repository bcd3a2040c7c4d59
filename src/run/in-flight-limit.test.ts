import { describe, expect, test } from 'vitest';
import { ModelError } from '../model/completion.ts';
import { InFlightLimit } from './in-flight-limit.ts';

const TOO_MANY = new ModelError('rate-limit', 'no', { status: 429 });

function limitOf(most: number) {
  const seen: number[] = [];
  return { limit: new InFlightLimit(most, (calls) => seen.push(calls)), seen };
}

describe('the limit of calls in flight', () => {
  test('is halved by one refusal, and once for all that were in flight with it', () => {
    const { limit, seen } = limitOf(16);
    const { round } = limit;
    for (let call = 0; call < 16; call += 1) limit.failed(round, TOO_MANY);
    expect(seen).toEqual([8]);
    limit.failed(limit.round, TOO_MANY);
    expect(limit.calls).toBe(4);
  });

  test('never falls below one, and is back where it was after some 25 rounds of calls', () => {
    const { limit } = limitOf(64);
    for (let cut = 0; cut < 20; cut += 1) limit.failed(limit.round, TOO_MANY);
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

  test('is not raised by calls that began before it fell', () => {
    const { limit } = limitOf(16);
    const { round } = limit;
    limit.failed(round, TOO_MANY);
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
    limit.failed(limit.round, error);
    expect(limit.calls).toBe(left);
  });
});
