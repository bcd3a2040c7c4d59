/** Replies made to be slow to read, by their size in characters. */
export const HOSTILE: ReadonlyArray<{
  readonly name: string;
  readonly size: number;
  readonly reply: (size: number) => string;
}> = [
  { name: 'text', size: 2_000_000, reply: repeated('The price of a glass is 3 dollars, so. ') },
  { name: 'question marks', size: 100_000, reply: repeated('?') },
  { name: 'nested brackets', size: 100_000, reply: nested('(', ')') },
  { name: 'nested boxes', size: 100_000, reply: nested('\\boxed{', '}') },
  { name: 'open brackets', size: 100_000, reply: repeated('{(') },
  { name: 'digits', size: 2_000_000, reply: repeated('9') },
  { name: '9^9^9^9', size: 100_000, reply: repeated('9^') },
  {
    name: 'a tower at the end',
    size: 100_000,
    reply: (size) => `${repeated('So. ')(size)}**9^9^9^9**`,
  },
  { name: 'questions', size: 100_000, reply: repeated('What is 1? ') },
  { name: 'blanks', size: 2_000_000, reply: repeated(' \n') },
  { name: 'emphasis', size: 100_000, reply: repeated('**1') },
  { name: 'number words', size: 100_000, reply: repeated('two hundred and ') },
  { name: 'requests', size: 100_000, reply: repeated('please tell me if you need ') },
  { name: 'examples', size: 100_000, reply: repeated('For example: x = 2 dollars.\n* ') },
  { name: 'letters', size: 100_000, reply: repeated("'b' x_1 2^n ") },
];

function repeated(piece: string): (size: number) => string {
  return (size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

function nested(open: string, close: string): (size: number) => string {
  return (size) => {
    const depth = Math.floor(size / (open.length + close.length));
    return `${open.repeat(depth)}${close.repeat(depth)}`;
  };
}
