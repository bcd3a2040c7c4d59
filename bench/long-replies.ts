import type { ServerResponse } from 'node:http';
import type { Item } from '../src/corrupt/item.ts';
import { Random } from '../src/math/random.ts';
import { fading } from '../src/model/respondents/fading.ts';
import { respondTo } from '../src/model/respondents/respond.ts';
import { type ChatBody, completion, sendJson } from '../tests/endpoints/chat-server.ts';

/** Characters of working before a reply comes to its point. */
const WORKING = { least: 800, most: 2400 };

/** What models write while they work: quotes, line ends, formulas, signs beyond ASCII. */
const STEPS = [
  'Let me go through this step by step, and write down what is given before I combine anything.',
  'The text speaks of a "total", so I have to be careful which quantities belong to it.\n',
  '**Step:** I name the unknown quantity \\(x\\), and keep the units: minutes, not hours.\n\n',
  'So far this is a sum of products, a × b + c × d – each of them stands in the text.',
  '- I check that the “remaining” part isn’t counted twice.\n',
  'If I look at it the other way round, the same relation comes out ✓.',
  'Now I put the values in, one after the other, and simplify: \\[ x = \\frac{a}{b} \\].\n',
];

/** A loopback model's answers about these items: those of a respondent, after as much working as a model writes. */
export function longReplies(
  items: readonly Item[],
): (response: ServerResponse, body: ChatBody) => void {
  const respond = respondTo(items);
  let served = 0;
  return (response, body) => {
    served += 1;
    const effort = 'reasoning_effort' in body ? String(body.reasoning_effort) : null;
    const [asked] = body.messages;
    const messages = [{ role: 'user', content: asked?.content ?? '' } as const];
    const said = respond(fading, messages, effort);
    if (!said) throw new Error('asked about no item of the run');
    const text = `${working(new Random('long-replies', served))}\n\n${said.text}`;
    const answered = completion(body, text, { reasoning_content: said.reasoning });
    const { input, output, reasoning } = said.usage;
    sendJson(response, 200, {
      ...answered,
      id: `chatcmpl-${String(served).padStart(24, '0')}`,
      usage: {
        prompt_tokens: input,
        completion_tokens: (output ?? 0) + Math.ceil(text.length / 4),
        completion_tokens_details: { reasoning_tokens: reasoning },
      },
    });
  };
}

function working(random: Random): string {
  const length = random.int(WORKING.least, WORKING.most);
  const steps = random.shuffle(STEPS);
  let text = '';
  for (let i = 0; text.length < length; i += 1) text += `${steps[i % steps.length]} `;
  return text;
}
