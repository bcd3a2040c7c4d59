import type { Random } from '../../math/random.ts';
import type { Kind } from '../../protocol/distract/kind.ts';

/** A short and friendly no to what leads away, and the way back: {noun} is what comes next. */
export function deflection(kind: Kind, noun: string, random: Random): string {
  const openers = [...(OPENERS[kind] ?? []), ...(kind === 'irrelevant-number' ? [] : ANYWHERE)];
  return `${random.pick(openers)} ${random.pick(RETURNS).replaceAll('{noun}', noun)}`;
}

const BRIDGES = [
  'I see where that comes from, but it is not what the problem asks.',
  'That is another question than ours, so I will leave it.',
  'The problem speaks of it, but it does not need that.',
  'Tempting, since we are so close to it, but I will stay with the problem.',
  "That would take us away from the exercise, so I won't go into it.",
  'I can only help with the problem itself here.',
];

const OPENERS: Partial<Record<Kind, readonly string[]>> = {
  'small-talk': [
    'I hear you! I am only here for the problem, though.',
    "That's kind of you to share, but I'll keep to the problem.",
    'Let me not chat about that here.',
    "Ha! I'll save the small talk for another time.",
    'I hope you are well otherwise; here I stay with the problem.',
    "I won't go into that, if you don't mind.",
  ],
  'other-subject': [
    "That's a question for another lesson.",
    'I can only help with this one problem here, so I leave that open.',
    'Another subject, another time!',
    "That is off topic here, so I won't answer it.",
    'A fair question, but it is outside what we do here.',
    'That is not part of our exercise, and I will not go into it.',
  ],
  'other-service': [
    "I can't do that in this chat.",
    'That is nothing I can help with here.',
    "I'm sorry, that is outside what I am here for.",
    'Another assistant will have to help with that, since I stay with the problem.',
    "I'll have to pass on that, and won't write or book anything here.",
    'I can only help you with the problem.',
  ],
  opinion: [
    "I won't give an opinion on that here.",
    'I would rather not comment on that; I stay with the problem.',
    "That is for you to judge, and not for this chat, so I'll keep to the problem.",
    "I can't advise you on that here.",
    'Opinions aside, I keep to the problem.',
    "I'll leave that to another conversation.",
  ],
  'bridge-thing': BRIDGES,
  'bridge-name': BRIDGES,
  'irrelevant-number': [
    "Thanks, but that number doesn't matter for the answer.",
    'Noted, and it changes nothing in what we work out.',
    "We don't need that one, so I leave it out.",
    'That has no effect on the result.',
    'This is not needed for the answer, so let me set it aside.',
    'It plays no role here, so I will not use it.',
    'Good to know, but it is irrelevant to what is asked.',
    'We can ignore that number.',
  ],
};

const ANYWHERE = [
  'I stay with your problem here.',
  'That has nothing to do with the problem, so I leave it aside.',
  'Let me keep to the exercise.',
  "Sorry, I won't go into that in this chat.",
];

const RETURNS = [
  "Let's go on with {noun}.",
  'Back to the problem: we were about to find {noun}.',
  'What we still have to look at is {noun}.',
  'So, to the problem again, and to {noun}.',
  'Shall we continue with {noun}?',
  'The next thing to settle in the problem is {noun}.',
  'For the problem, we look at {noun} now.',
  "Let's carry on: how large is {noun}?",
  'Where were we? At {noun}.',
  'Our exercise goes on with {noun}.',
];
