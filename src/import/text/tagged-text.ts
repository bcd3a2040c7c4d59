import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { Span } from '../../problem/problem.ts';

export interface Token {
  readonly text: string;
  readonly lower: string;
  /** A universal part of speech: NOUN, VERB, NUM, … */
  readonly pos: string;
  readonly span: Span;
}

export interface Sentence {
  readonly span: Span;
  /** Indices of its tokens: [start, end). */
  readonly tokens: Span;
}

/** A text with its words and sentences, and what part of speech each word is. */
export interface TaggedText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
}

/** Its sentences are not asked for: ours end elsewhere, and parts of speech do not hang on them. */
const nlp = winkNLP(model, ['pos']);

/** Splits and tags a text. Its spans are offsets into the text as given. */
export function tagged(text: string): TaggedText {
  const doc = nlp.readDoc(text);
  const { its } = nlp;
  const all = doc.tokens();
  const words = all.out(its.value);
  const kinds = all.out(its.pos);
  const spaces = all.out(its.precedingSpaces);
  let at = 0;
  const tokens = words.map((word, i): Token => {
    at += spaces[i]?.length ?? 0;
    const span: Span = [at, at + word.length];
    at = span[1];
    return { text: word, lower: word.toLowerCase(), pos: kinds[i] ?? 'X', span };
  });
  return { text, tokens, sentences: sentencesOf(text, tokens) };
}

/** Sentences end at a token ". ! ?" before a capital, a digit or the end. */
function sentencesOf(text: string, tokens: readonly Token[]): Sentence[] {
  const found: Sentence[] = [];
  let first = 0;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    const stop =
      /^(?:\p{Lu}|[ap]\.?m|etc|(?!vs|no|approx)\p{Ll}{2,})\.$/u.test(token.text) ||
      /^[.!?]+["”’)]*$/.test(token.text) ||
      (/^["”’)]$/.test(token.text) && i > 0 && /^[.!?]+$/.test(tokens[i - 1]?.text ?? ''));
    const ends =
      stop &&
      (!next ||
        (next.span[0] > token.span[1] &&
          /^["“‘'($]?[\p{Lu}\d$]/u.test(text.slice(next.span[0], next.span[0] + 2))));
    if (!ends && next) continue;
    const start = tokens[first]?.span[0] ?? 0;
    found.push({ span: [start, token.span[1]], tokens: [first, i + 1] });
    first = i + 1;
  }
  return found;
}
