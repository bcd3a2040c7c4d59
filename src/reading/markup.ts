import type { PatternKind } from './language.ts';

/** What replies in any language write the same way. */
export const MARKUP: Readonly<Partial<Record<PatternKind, readonly RegExp[]>>> = {
  answerMarker: [
    /^#{4}\s/,
    /"(?:final_?|numeric_?)?(?:answer|result|value|solution|total)"\s?:/,
    /<(?:final_?)?(?:answer|result)>/,
    /^(?:final )?answer\s?[:=]/,
  ],
  resultCue: [/=|→|⇒|⟹|∴/],
  contrast: [/(?:≠|\\neq?\b|!=)/],
  range: [/[<>≤≥] ?[$€£]?\d|\\(?:le|ge|lt|gt)q?\b/],
  dangling: [/(?:[=+×·/÷(,]|\\cdot|\\times| [-–])\s*$/],
};
