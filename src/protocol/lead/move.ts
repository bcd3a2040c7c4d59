/**
 * What a reply does for a conversation that the model has to lead:
 * gains: asks for a fact that the user then tells; in vain: asks for what would help and the user does not
 * have, since it takes working out; irrelevant: asks for nothing that helps; vague: asks for nothing in
 * particular; answers: gives an answer and asks nothing; idles: none of these.
 */
export const MOVES = ['gains', 'in vain', 'irrelevant', 'vague', 'answers', 'idles'] as const;
export type Move = (typeof MOVES)[number];
