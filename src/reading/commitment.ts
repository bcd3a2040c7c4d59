import { rational } from '../math/fraction.ts';
import { finalAnswer } from './answer.ts';
import { requests } from './requests.ts';

/** What a reply commits to, for a vote among samples: its final number, "request" or "none". */
export function commitment(text: string): string {
  const answer = finalAnswer(text);
  if (answer) return rational(answer.value);
  return requests(text).length > 0 ? 'request' : 'none';
}
