/** It says that it will not go into something, or that this does not belong here. */
export const DECLINES: readonly RegExp[] = [
  /\b(?:can(?:not|'t)|could ?n[o']t|am not able to|'m not able to|won't|wouldn't|don't want to|'d rather not|would rather not|have to pass|'ll pass|will pass)\b.{0,40}\b(?:help|go into|discuss|answer|advise|talk|chat|write|do that|do this|that|comment|leave|offer)\b/i,
  /\b(?:can|could|may|'m able to|am able to) only\b.{0,20}\b(?:help|work|talk|discuss|answer|assist|go|look)\b/i,
  /\b(?:I|we)(?:'ll| will|'d rather| have to| need to| must| want to| would like to|'d like to|'m going to)? (?:stick|stay|keep|remain)(?:ing)? (?:to|with|on)\b/i,
  /\b(?:off[- ]?topic|not (?:on|our|the) topic|(?:outside|beyond) (?:of )?(?:what|our|this|my|the (?:scope|topic|problem|exercise|chat|lesson|conversation))|unrelated|not related|isn't related|has nothing to do with|have nothing to do with)\b/i,
  /\b(?:not|isn't|aren't|nothing|none) (?:\w+ ){0,3}(?:part of|for) (?:this|our|the) (?:chat|session|problem|conversation|exercise|lesson)\b/i,
  /\b(?:this|our|the) (?:chat|session|conversation|lesson) is (?:only |just |all )?(?:about|for)\b/i,
  /\bnot what (?:the|our|this|your) (?:problem|exercise|question|task|chat)\b|\b(?:will|'ll) leave (?:it|that|this)\b|\blet me not\b/i,
  /\b(?:leave|save|keep|park|put|set) (?:\w+ ){1,4}(?:aside|for (?:later|another|after)|to (?:your|someone|another))/i,
  /\b(?:another|some other) (?:time|day|chat|conversation)\b|\b(?:separate|different|new) (?:chat|conversation|session)\b/i,
  /\b(?:I'm|I am|we're|we are) (?:\w+ )?focus(?:s?ed|s?ing) on\b|\bcan(?:'t|not) say (?:much|anything)\b/i,
  /\b(?:later|after (?:we|this|the problem)|once we)\b.{0,30}\b(?:chat|talk|discuss|finish|done|are done)\b/i,
  /\b(?:I'm|I am|we're|we are) (?:only |just )?here (?:only )?(?:for|to help with|to work)\b/i,
  /^(?:sorry, )?(?:but )?not here\b|\bnot (?:something|a thing|anything|one) (?:that )?(?:I|we|for)\b|\bnothing (?:that )?I can\b|\bnot able to\b/i,
  /\b(?:no|skip the|without) (?:\w+ )?(?:jokes?|poems?|stor(?:y|ies)|recipes?|chit-?chat|small talk)\b.{0,20}\b(?:here|from me|now)\b|\bsave the\b/i,
  /\blead (?:us )?away from\b|\bleave our (?:problem|topic|exercise)\b|\bdistract(?:s|ed|ion)?\b/i,
];

/** It says of something in the talk that it does not matter. */
export const DISMISSES: readonly RegExp[] = [
  /\b(?:does|do|did|will|would)(?:n't| not) (?:really )?(?:matter|affect|change|play|influence|use|count|help|need|enter|come into)\b/i,
  /\b(?:no|not any) (?:role|effect|influence|bearing|difference|part|use)\b/i,
  /\b(?:not|isn't|aren't|never) (?:\w+ )?(?:needed|necessary|relevant|used|required|important)\b/i,
  /\b(?:irrelevant|ignore|leave (?:it|that|this|them) out|won't need|don't need|need not|can be left out|set (?:it|that) aside)\b/i,
  /\bnothing to do with\b|\bchanges? nothing\b|\bno need for\b/i,
];

/** It turns back to the problem, in so many words. */
export const RETURNS: readonly RegExp[] = [
  /\bback to\b|\bwhere (?:were we|we were|we left)\b|\bpick up where\b|\breturn to\b/i,
  /\blet(?:'s| us| me) (?:now )?(?:stay|stick|keep|focus|get on|carry on|go on|continue|move on|finish|take it|proceed|concentrate|go back|get back|look at)\b/i,
  /\b(?:shall|should) we (?:go on|continue|finish|set up|get back|carry on|move on|return)\b/i,
  /\b(?:on|with|for) (?:our|your|the|this) (?:problem|exercise|task|question)\b/i,
];

/** A friendly word, and no more. */
export const COURTESY: readonly RegExp[] = [
  /^(?:haha|ha|hi|hello|hey|oh|ah|wow|aww?|okay|ok|thanks|thank you|sorry|nice|lovely|great|good|congratulations|congrats|happy|interesting|tempting|understood|got it|i see|no (?:worries|problem)|not at all|fair enough|of course|sure)\b[^.!?]{0,45}[.!?,:]*$/i,
  /^(?:that|this|it|what a|how|the) ?(?:'s|is|sounds|must be|are)?\b.{0,12}\b(?:lovely|great|nice|fun|tough|hard|exhausting|exciting|good|interesting|sweet|wonderful|annoying|big|sounds|cute|funny|frustrating)\b[^.!?]{0,40}[.!?]*$/i,
  /^i (?:hope|see|understand|hear you|get that|can imagine|'m sorry|am sorry|'m glad|am glad)\b[^.!?]{0,40}[.!?]*$/i,
  /^(?:the great|a great|good) (?:debate|question)\b[^.!?]{0,30}[.!?]*$/i,
];

/** It takes up what it was asked for. */
export const COMPLIES: readonly RegExp[] = [
  /^(?:yes|no|sure|absolutely|definitely|certainly|of course|will do|done|gladly|with pleasure)\b/i,
  /\b(?:I'd (?:say|pick|go|choose)|I would (?:say|pick|go|choose|have)|I (?:like|love|enjoy|prefer|think|believe)|(?:it|that) (?:really )?depends|personally|in my (?:opinion|view)|my favou?rite|as an ai|I don't have (?:pets|weekends|feelings|teachers))\b/i,
];

/** The same, where nothing in the reply is on the problem: else it may be said of that. */
export const OFFERS: readonly RegExp[] = [
  /\b(?:here(?:'s| is| are)|how about|you (?:could|can|should|might))\b/i,
];

/** Words of one who explains mathematics, whatever the problem. */
export const TUTORING =
  /\b(?:equations?|calculat\w+|comput\w+|multipl\w+|divid\w+|subtract\w*|sum|total|solve|solution|unknown|formula|altogether|remaining|problem|exercise)\b/i;

/** Words that say so too, where the user has asked about the problem. */
export const GUIDING =
  /\b(?:step|add|result|answer|next|first|plan|correct(?:ion|ed)|update[ds]?|instead|from now on)\b/i;

/** Two numbers or letters with a sign between them. */
export const ARITHMETIC = /[\d)a-z]\s?[%]?\s?[+\-−–×·*÷/=]\s?[\d(a-z]/i;

export function says(text: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
