import { RunRecord } from '../run/record.ts';

/** A run of some model; what it lets open is given. */
export function aRunRecord(more: Record<string, unknown> = {}): RunRecord {
  return RunRecord.parse({
    format: 'lacuna-run/1',
    model: 'm',
    baseUrl: 'https://models.example/v1',
    api: 'chat',
    dialect: 'openai',
    budgets: [{ budget: { name: 'default', kind: 'default' }, fields: {}, sameAs: null }],
    policy: 'plain',
    protocol: 'ask',
    maxTurns: 6,
    epochs: 1,
    seed: 1,
    release: 'a'.repeat(64),
    items: 10,
    prices: null,
    versions: { lacuna: '0.1.0', node: 'v20' },
    createdAt: '2026-01-01T00:00:00.000Z',
    ...more,
  });
}
