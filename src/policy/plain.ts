import type { Policy } from './policy.ts';

/** Nothing: the model sees the conversation as it is. */
export const plain: Policy = { name: 'plain', wrap: (ask) => ask };
