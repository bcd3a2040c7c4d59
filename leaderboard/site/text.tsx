import { visible } from '../../src/report/visible-text.ts';

/** Text from outside: nothing in it hides, and its direction stays its own. */
export function Outside({ text }: { text: string }) {
  return <bdi>{visible(text)}</bdi>;
}
