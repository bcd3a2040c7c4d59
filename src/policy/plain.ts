import type { Policy } from './policy.ts';

/** Nothing: the model sees the conversation as it is. */
export const plain: Policy = { name: 'plain', calls: 1, wrap: (ask) => ask };
