import { canonical } from './canonical.ts';
import { foundry } from './foundry.ts';
import { openRlhf } from './openrlhf.ts';
import type { Shape } from './shape.ts';

export const SHAPES: readonly Shape[] = [canonical, openRlhf, foundry];
