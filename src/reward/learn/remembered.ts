import type { Item } from '../../corrupt/item.ts';
import { type User, userByRules } from '../../protocol/user.ts';
import { COSTS, type Graded, gradeConversation } from '../reward.ts';

/** The simulated user, who thinks about each reply to an item once. He goes by the last reply alone. */
export function rememberedUser(): User {
  const known = new Map<string, ReturnType<User>>();
  const user = userByRules('all');
  return (item, conversation) =>
    remembered(known, [item.id, conversation.at(-1)?.content], () => user(item, conversation));
}

/** Grades each conversation once, at the same costs throughout. */
export function rememberedGrade(): typeof gradeConversation {
  const known = new Map<string, Graded>();
  return (item: Item, replies, costs = COSTS) =>
    remembered(known, [item.id, costs, replies], () => gradeConversation(item, replies, costs));
}

function remembered<T>(known: Map<string, T>, of: readonly unknown[], work: () => T): T {
  const key = JSON.stringify(of);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = work();
  known.set(key, made);
  return made;
}
