/** How a problem is told under reveal. */
export const VARIANTS = ['full', 'concat', 'sharded', 'user-only'] as const;
export type Variant = (typeof VARIANTS)[number];
