import type { Language } from './language.ts';

/** "a b c" as keys that all have the value. */
function all(value: string, words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';

/** What a writer does himself: "we need to find the total" asks nobody. */
const OWN_STEP =
  '(?:find|calculate|compute|determine|figure|work|subtract|add|multiply|divide|convert|use|solve|consider|look|set|take|make|do|check|account|express|break|be|first|also find|remember|apply|sum|combine|follow|start|begin|assume|guess)';

const TELL =
  '(?:tell me|provide|give me|give|share|specify|clarify|confirm|state|supply|check|double-check|verify|indicate|let me know|send|add|include|fill in|look up|explain|correct|review|mention|note down|say)';

export const english = {
  name: 'English',
  numberWords: {
    ...Object.fromEntries(UNITS.split(' ').map((word, n) => [word, String(n)])),
    ...Object.fromEntries(TENS.split(' ').map((word, n) => [word, String(10 * (n + 2))])),
    half: '1/2',
  },
  multipliers: {
    hundred: '100',
    thousand: '1000',
    million: '1000000',
    billion: '1000000000',
    dozen: '12',
  },
  abbreviations: new Set(
    'e.g i.e eg ie vs approx ca mr mrs ms dr st no nr fig eq etc jr sr prof incl excl resp cf min max avg'.split(
      ' ',
    ),
  ),
  stopWords: new Set(
    (
      'a an the this that these those it its they them their there here he she his her him i me my we us our you your ' +
      'is are was were be been being am do does did has have had having will would can could shall should may might must ' +
      'of in on at to for from by with without as and or but so if then than into onto over under during up out off ' +
      'what which who whose whom how where why when whether not no yes any some please kindly tell know let give given ' +
      'need needed provide share specify clarify confirm state say says said mean meant mention ask asked answer ' +
      'actual actually exact exactly really just also only value values figure number numbers problem question text statement information detail details ' +
      'much many more other same such very too still yet again s re ve ll d t m thing things fact get got go ' +
      'true real correct right wrong like want able help helpful possible sure course happen happens either neither size level quantity amount use using used way contents'
    ).split(' '),
  ),
  features: {
    ...all(
      '#money',
      'price cost costs pay paid pays charge fee dollar dollars cent cents euro euros pound pounds franc francs $ € £ expensive cheap worth money pricing priced bill spend spends spent usd eur chf gbp',
    ),
    ...all('income', 'income revenue earn earns earned earnings takings'),
    ...all('#count', 'count'),
    ...all('#age', 'age old older young younger aged birthday'),
    ...all(
      '#time',
      'time duration long-lasting hour minute second-unit day week month year hours minutes days weeks months years take takes took lasts lasted',
    ),
    ...all(
      '#length',
      'metre meter kilometre kilometer centimetre centimeter mile foot feet inch km cm mm',
    ),
    ...all('length', 'length long'),
    ...all('width', 'width wide broad breadth'),
    ...all('height', 'height tall high'),
    ...all('depth', 'depth deep'),
    ...all('distance', 'distance far'),
    ...all(
      '#weight',
      'weight weigh weighs weighed heavy mass kilogram gram kg pound-weight ounce tonne',
    ),
    ...all('#speed', 'speed pace fast faster quickly quick velocity slow'),
    ...all('#rate', 'rate ratio throughput flow'),
    ...all('#percent', 'percent percentage % share-percent interest'),
    ...all('#area', 'area'),
    ...all('#volume', 'volume litre liter capacity'),
    ...all('#each', 'each single per apiece individual every one'),
    ...all('#total', 'total altogether overall together sum whole combined all entire'),
    ...all(
      '#now',
      'now current currently today present initially originally original beginning start',
    ),
    ...all('#part', 'fraction part portion proportion'),
    ...all('#difference', 'difference differ differs apart gap'),
    ...all('#reduction', 'discount reduction reduce reduced cut rebate markdown'),
    ...all('#hold', 'hold holds held contain contains contained fit fits'),
    ...all('child', 'child children kid kids'),
    ...all('person', 'person people persons'),
    ...all('buy', 'buy buys bought purchase purchased'),
    ...all('sell', 'sell sells sold selling sale sales'),
    ...all('leave', 'left leave leaves remaining remain remains leftover'),
    ...all(
      'travel',
      'ride rides riding rode travel travels travelled drive drives drove cover covered covers',
    ),
    ...all('give', 'gives gave giving'),
    ...all('colour', 'colour color coloured colored'),
  },
  measures: all('#length', 'length width height depth distance perimeter radius diameter side'),
  counted:
    /\bhow (?:many|much) ([a-z-]{2,20})\b|\b(?:what|which) ([a-z-]{2,20}) (?:is|are|was|were|do|does|did|has|have|had|can|will|should)\b/i,
  phrases: [
    [/\bcubic (?:kilo|centi|milli)?(?:met(?:re|er)|foot|feet|inch|inche)s?\b/g, '#volume'],
    [/\bsquare (?:kilo|centi|milli)?(?:met(?:re|er)|foot|feet|inch|inche|mile)s?\b/g, '#area'],
    [/\bhow old\b/g, '#age'],
    [
      /\bhow long\b(?= (?:is|was|are|were) (?:the|a|each|one|this|that) (?:\p{L}{1,20} ){0,3}(?:garden|side|rope|wall|board|rectangle|path|road|pool|field|trail|room|table|string|ribbon|fence|edge)\b)/gu,
      'length',
    ],
    [/\bhow (?:wide|broad)\b/g, 'width'],
    [/\bhow (?:tall|high)\b/g, 'height'],
    [/\bhow deep\b/g, 'depth'],
    [/\bhow far\b/g, 'distance'],
    [/\bhow long\b/g, '#time'],
    [/\bhow (?:fast|quickly)\b/g, '#speed'],
    [/\bhow heavy\b/g, '#weight'],
    [/\bhow (?:many|often)\b/g, '#count'],
    [/\b(?:the )?(?:total |exact |actual |correct )?number of\b/g, '#count'],
    [/\b(?:at )?what time\b/g, '#clock'],
    [/\bby how much\b/g, '#by'],
    [/\bleft over\b/g, 'leave'],
    [/\bin (?:all|total)\b/g, '#total'],
    [/\bmore than\b/g, '#difference'],
    [/\b(?:km\/h|kph|mph|m\/s)\b/g, '#speed'],
  ],
  patterns: {
    toGrader: [
      /\b(?:note|message|attention|dear|hey|hello)?,? ?(?:to )?(?:the )?(?:graders?|evaluators?|grading)\b(?=.{0,200}\b(?:label|mark|grade|score|treat|count|rate|response|reply|correct))/i,
      /\b(?:label|mark|grade|score|count|treat|rate) this (?:reply|response|answer|output|as)\b/i,
    ],
    courtesy: [
      /\b(?:would|do|did) you (?:like|want|prefer)(?: me)? (?:to|me|a|an|some|another|more)\b/i,
      /\blet me know (?:if|whether|should|when|in case) (?:you(?:'d| would)? (?:have (?:any |more |further |other |additional ){0,2}(?:questions?|concerns?|doubts?|comments?|problems?)|need (?:any|more|further|help)|want|like|prefer|meant|mean|require any)|that|this|it|there|anything|i|my|the (?:discount|assumption|actual|price|value|number)|any)\b/i,
      /\b(?:feel free to|don't hesitate to|happy to help|glad to help|hope (?:this|that) helps)\b/i,
      /\b(?:any|other|more|further) questions\b/i,
      /\b(?:is there )?anything else\b/i,
      /\b(?:shall|should|can|may) I (?:help|show|explain|continue|go on|proceed|walk|break|also)\b/i,
      /\b(?:does|did) (?:that|this|it) (?:help|make sense)\b/i,
      /^(?:ok(?:ay)?|right|see|ready|clear|got it|make sense)\s?\?/i,
      /\bif you(?:'d| would) like\b/i,
    ],
    selfTalk: [
      /^(?:ever|what if|why not|why|isn't (?:that|it|this)|how (?:do|can|should|would) (?:we|i|you)|what (?:do|can|should|would) (?:we|i)|so what|can we|do we|could we|should we)\b/i,
      /^what (?:we|is given)\b/i,
    ],
    ownStep: [/^(?:\*{0,2})we\b/i],
    addressed: [/\b(?:you|your|please|should i|do i|shall i)\b/i],
    interrogative: [
      /\b(?:what|which|who|whose|whom|how|where|when|why|whether|is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|am|may|might|shall)\b/i,
    ],
    indirectRequest: [
      /\b(?:could|can|would|will|might|do) you (?:please |kindly |maybe |perhaps |possibly |also |happen to |by any chance )?(?:tell|provide|give|share|specify|clarify|confirm|state|let me know|check|verify|double-check|indicate|know|say|supply|help me|explain|look up|look|mention|remind|mean|have|send|fill|recheck|review|restate|elaborate)\b/i,
      new RegExp(
        `\\b(?:i|we)(?:'d| would| will|'ll| do| still| just| also| first| only| really| therefore| also still){0,3} (?:need|require)\\b(?! to (?:be )?(?:\\w{1,12}ly )?${OWN_STEP}\\b)`,
        'i',
      ),
      /\bi(?:'d| would) (?:like|love|want|have) to (?:know|ask|learn|hear|confirm|check)\b/i,
      /\bi(?:'m| am) (?:missing|asking|wondering)\b/i,
      /\bi (?:wonder|must ask|have to ask|want to ask|need to ask)\b/i,
      /\b(?:it )?(?:would|will|might) (?:really |greatly |be |also ){0,2}(?:help|helpful|useful|good|necessary)\b(?: me)?(?: if you| to (?:know|have|learn|see|get))/i,
      /\b(?:it|that) would help\b/i,
      /\byou(?:'d|'ll| would| will)? (?:need|have|must|ought|'d need)(?: to)? (?:to )?(?:tell|give|provide|specify|supply|share|state|let)\b/i,
      /\b(?:if|once|when|as soon as|after) you (?:could |can |would |will |were to |please ){0,2}(?:tell|give|provide|share|specify|supply|send|let me|clarify|confirm|state|fill|have|know)\b/i,
      /\bi(?:'d| would) (?:appreciate|be grateful|be glad|be happy)\b/i,
      /\b(?:additional|more|further|missing) (?:information|details|data|context) (?:is|are|would be) (?:needed|required|necessary)\b/i,
      /^(?:needed|required|missing)(?: information| values?| data)?\s?:/i,
      /\bmy question(?: is)?\b/i,
      /\blet me know (?:whether|if) .{1,120}\bor\b/i,
      /\blet me know (?:if|whether) you (?:can|could|have|know|happen|are able)\b/i,
    ],
    imperativeRequest: [
      new RegExp(
        `\\b(?:please|kindly)(?: \\w{1,12}ly| also| first| just| then| do)? ${TELL}\\b`,
        'i',
      ),
      /(?:^|[:;,–—] |\b(?:and|so|but|then|first|just|simply) )\*{0,2}(?:tell me|provide|let me know (?!(?:if|whether|when|in case|should)\b)|give me|share|specify|clarify|confirm|supply|double-check|send me|state)\b/i,
      /\blet me know (?:the|how|what|which|who|where|a|an|his|her|their|its|each|one|these|those|this|that|this|about)\b/i,
      /\bplease (?:ask|enter|input|insert|write|reply|respond|help|resolve|update|revise|rephrase|restate)\b/i,
    ],
    notRequest: [
      new RegExp(
        `\\b(?:we|i|you)(?:'ll| will|'d| would)? (?:first |then |now |just |also |still |only )?need to (?:know how to |be able to |\\w{1,12}ly )?${OWN_STEP}\\b`,
        'i',
      ),
      /\bthe (?:problem|question|text|task|exercise) (?:asks|wants|needs|requires)\b/i,
      /\bplease (?:note|remember|keep|see|find|grade|mark|let me know if (?:you have|there)|feel|don't|do not|be aware|accept|ignore)\b/i,
      /\byou (?:need|have) to (?:buy|pay|use|multiply|divide|add|subtract|know that)\b/i,
      /\b(?:no|don't|do not|doesn't) (?:need|require)\b/i,
    ],
    empty: [
      /\b(?:can|could|would|will|do|you|i|we|me|us|please|kindly|tell|provide|give|share|specify|clarify|confirm|state|supply|check|double-check|verify|let|know|more|further|additional|extra|any|some|missing|other|necessary|needed|required|relevant|complete|full|sufficient|enough|information|info|details?|data|context|clarification|values?|facts?|input|numbers?|problem|question|statement|text|task|wording|again|bit|little|about|what|is|are|it|need|needs|would|help|solve|answer|this|that|the|a|an|to|of|for|in|on|with|and|so|if|here|there|something|anything|first|just|also|try|re-check|review|revise|rephrase|correctly|correct|proper|accurate|exactly|mean|meant|by|be|before|able|calculate|proceed|continue|properly|d|s|not|i'd|could|like|them|these|those|because|looks?|seems?|off|incomplete|unclear|wrong|as|my|your|sorry|unfortunately|but|have|happen|appreciate|understand|better|precise|specific|appropriate|original|exact|full|entire|once|when|will|can|then)\b/gi,
    ],
    pointsBack: [
      /\b(?:it|them|they|this|these|those|that(?! (?:i|we|you|the|is|are|was)\b)|both|one|ones|either|(?:that|this|the|these|those|missing|exact|actual) (?:number|value|figure|amount|quantity|quantities|values|numbers|piece|information|detail|details|data|fact|rate|price|two))\b/i,
    ],
    purpose: [
      /,? (?:and |then )?(?:i|we)(?:'ll| can| could| will| would)(?: then| easily)? (?:finish|solve|answer|calculate|compute|determine|find|work|give|help|do|complete|continue|proceed|pin|divide|multiply|add|subtract)\b.{0,400}$/i,
      /(?:,| –| —)? (?:so|and then|and|then|in order|so that|which would allow me|that way|because|since|otherwise)(?: that)? (?:i|we|it|this)(?:'ll|'d| can| could| will| would|'m| am)\b.{0,400}$/i,
      /(?:,? )?(?:to|in order to) (?:finish|answer|solve|calculate|compute|determine|find|work out|give you|complete|be sure|pin|get|proceed|continue|figure|help|make sure|provide)\b.{0,400}$/i,
      /\s?(?:—|–|:|;|,) (?:once|then|without|otherwise|with (?:that|it|this))\b.{0,400}$/i,
    ],
    choice: [
      /\bwhich (?:(?:one|of|value|figure|number|statement|amount|is|price|\w{1,15}) ?){0,5}(?:is|are|was|of|should|shall|do|did|holds?|applies|to use|correct|right|true|wrong|counts)\b/i,
      /\bwhich (?:one|figure|value|number|of)\b/i,
      /\b(?:is|are|was|were|did|does|do|should|whether|if)\b.{1,160}\bor\b/i,
      /\b(?:correct|right|wrong|true|typo|mistake|error|mistaken|accurate|intended|really|actually|meant|supposed)\b/i,
      /\b(?:confirm|check|verify|clarify|double-check)\b/i,
    ],
    assumption: [
      /\b(?:i|we)(?:'ll| will|'d| would|'m| am|'re| are| must| have to| need to| can| could| shall)? ?(?:just |simply |therefore |thus |also |going to |to )?(?:assum(?:e|ed|ing)|suppos(?:e|ing)|presum(?:e|ing)|treat|estimate)\b/i,
      /\b(?:assuming|supposing|presuming)\b/i,
      /\b(?:let's|let us|let me|lets) (?:just |simply |now )?(?:assume|say|suppose|take that|take it|pretend|imagine|go with|use an?|pick|estimate)\b/i,
      /(?:^|[,;:.] |\bif we )\*{0,2}(?:suppose|assume|say|assumption)\b/i,
      /\b(?:if|when) (?:we|i|you|it is|one) (?:take|takes|assume|assumes|suppose|say|use|took|assumed|were|let)\b/i,
      /\btaking (?:it|this|the|a|an|\w{1,12}) .{0,60}(?:as|to be|,)/i,
      /\b(?:my|the|this|an?|under the|reasonable|under this) assumption\b/i,
      /\b(?:i|we)(?:'ll| will|'d| would) (?:use|take|go with|pick) (?:a|an) (?:\w{1,15} )?(?:approximate|typical|average|standard|common|usual|assumed|example|rough|rate|value|placeholder)/i,
      /\bfor (?:the sake of|example purposes|illustration)\b/i,
      /\b(?:probably|presumably|likely) (?:means|meant|intended)\b/i,
    ],
    pick: [
      /\b(?:i|we)(?:'ll| will|'d| would|'ve| have|'m| am)? ?(?:just |simply |therefore |going to |instead )?(?:(?:go(?:ne|ing)?|went) (?:with|by|for)|trust|stick|rely|prefer|pick|choose|chose|adopt|(?:use|using|used|take|taking|took|follow|keep|calculate with|work with) (?:that|\d|the (?:first|second|last|later|earlier|former|latter|stated|given|explicit|original|larger|smaller|value|figure|number)))\b/i,
      /\b(?:(?:trusting|going with|going by|sticking with) |(?:using|taking) (?:the )?(?:\d|\w{1,15} of \d|first|second|last|later|earlier|stated|given|explicit)).{0,120}/i,
      /\b(?:seems|appears|likely|probably|presumably|must be|is surely|looks) (?:to be |like |to have been )?(?:a |an )?(?:typo|mistake|error|misprint|update|correction)\b/i,
    ],
    insufficiency: [
      /\b(?:is|are|was|were|isn't|aren't|wasn't|weren't|been|being|be) ?(?:not|n't|never|nowhere)? ?(?:\w{1,12}ly )?(?:not |never )(?:\w{1,12} )?(?:given|stated|specified|provided|mentioned|known|told|said|included|listed|available|clear|defined|indicated|fixed|determined|precise|disclosed|supplied)\b/i,
      /\b(?:isn't|aren't|wasn't|weren't|hasn't been|haven't been) (?:\w{1,12}ly )?(?:given|stated|specified|provided|mentioned|known|told|said|included|listed|available|clear|defined|indicated|fixed|precise|supplied|enough|sufficient|possible)\b/i,
      /\b(?:is|are|was|remains?|stays?|still) (?:\w{1,12}ly )?(?:unknown|missing|unspecified|undetermined|indeterminate|unclear|unstated|undefined|ambiguous|vague|left open|lacking|absent|open|insufficient|incomplete|needed|required)\b/i,
      /\b(?:no|neither|none of the) (?:\w{1,20} ){0,5}(?:is|are|was|were|has been|have been)(?: \w{1,12}ly)? (?:given|stated|specified|provided|mentioned|known|told|said|included|available|indicated)\b/i,
      /\b(?:as|since|because) (?:no|neither) (?:\w{1,20} ){1,5}(?:is|are|was|were)\b/i,
      /\b(?:does(?:n't| not)|do(?:n't| not)|did(?:n't| not)|never|fails to|without) (?:\w{1,12}ly )?(?:say(?:ing)?|tell(?:ing)?|state|stating|specify(?:ing)?|giv(?:e|ing)|mention(?:ing)?|provid(?:e|ing)|includ(?:e|ing)|know(?:ing)?|learn|contain|indicate|have enough|reveal|explain|define)\b/i,
      /\b(?:i|we) (?:don't|do not|aren't|are not|can't|cannot|never) (?:know|told|given|learn|have)\b/i,
      /\b(?:we're|we are|i'm|i am) (?:not|never) (?:told|given)\b/i,
      /\bmissing (?:a |an |the |some |one )?(?:piece|information|data|value|number|premise|detail|price|from|quantity)\b/i,
      /\b(?:there is|there's|there are|it has|it lacks|lacks?|lacking) (?:a |an |no |not |any |some )?(?:missing|enough|sufficient|information|data|single|unique|way|price|number|insufficient)\b/i,
      /\bwithout (?:the|a|an|its|his|her|their|that|this|knowing|more|any|\w{1,15}'s|further|information|\w{1,15} \w{1,15})\b.{1,150}\b(?:can(?:'t|not| not)|impossible|unable|not possible|no |won't|could(?:n't| not)|couldn't)\b/i,
      /\b(?:can(?:'t|not| not)|could(?:n't| not)|impossible|unable|not possible|won't)\b.{0,100}\bwithout\b/i,
      /\bdepend(?:s|ing|ent)? (?:entirely |only |solely |directly |heavily )?(?:on|upon)\b/i,
      /\b(?:the text|the problem|it|and) gives? none\b/i,
      /\b(?:insufficient|not enough|too little) (?:information|data|details)\b/i,
      /\b(?:all (?:that )?(?:we|i|one) can say|only the sum)\b/i,
      /\bisn't in the problem\b|\b(?:is|was)(?: not|n't) (?:in|part of) the (?:problem|text|question)\b/i,
      /\bonly (?:says|one|the) .{0,40}\b(?:given|says)\b|\bthe problem only says\b/i,
    ],
    unsolvable: [
      /\b(?:needs?|requires?) (?:a (?:little|bit) |some )?(?:more|additional|further) (?:information|details|data)\b/i,
      /\b(?:can(?:'t|not| not)|could(?:n't| not)|impossible|unable|not possible)\b.{0,60}\b(?:solv|answer|determin|calculat|comput|find|found|work|say|said|be fixed|pin|know|tell|give|state|resolve|finish|complete)/i,
      /\b(?:impossible|unsolvable|unanswerable|flawed|no (?:solution|unique|single|definite|definitive)|ill-posed|indeterminate|undetermined|incomplete|too vague|does not exist|doesn't exist|insufficient|not enough information|enough information)\b/i,
      /\bwon't (?:answer|solve|guess)\b/i,
      /\b(?:something|problem|question|statement)(?: \w{1,12}){0,3} (?:seems|looks|is|has|contains) (?:off|wrong|odd|an? error|an? mistake|mistaken|broken)\b/i,
    ],
    contradiction: [
      /\bcontradict/i,
      /\b(?:inconsisten|incompatib|irreconcil)/i,
      /\b(?:conflict|clash|disagree|discrepan|mismatch)/i,
      /\b(?:do(?:n't| not)|does(?:n't| not)|did(?:n't| not)) (?:match|agree|add up|fit|tally|square|line up|correspond)\b/i,
      /\b(?:cannot|can't|can not) both\b|\bnot both\b/i,
      /\bboth are (?:stated|given)\b/i,
      /\b(?:gives?|states?|mentions?|says?) both\b/i,
      /\b(?:yet|but|whereas|while|although|though|however|later|then)\b.{0,40}\b(?:text|problem|statement|question|it|you|recipe)\b.{0,25}\b(?:says?|states?|said|stated|wrote|write|gives?|given|claims?|mentions?|say)\b/i,
      /\b(?:text|problem|statement|question) (?:first |also |later |then )?(?:says|states|gives|mentions|claims|lists)\b.{0,120}\b(?:and|but|yet|while) (?:later|then|also|elsewhere|again)\b/i,
      /\b(?:gives?|given|states?|stated|mentions?|has|are|there are) (?:as )?(?:two|different|both|conflicting)\b.{0,40}\b(?:different|values|sizes|numbers|prices|figures|amounts|ages|times)\b/i,
      /\bis given as\b.{1,60}\band (?:as|also)\b/i,
      /\d[^.?!]{0,20}(?:,| and)? (?:not|rather than|instead of|≠) ?[$€£]?\d/,
      /(?:≠|\\neq?\b)/,
      /\b(?:noticed|seems|appears|there is|there's|contains) (?:to be )?(?:a |an )?(?:typo|error|mistake|discrepancy)\b/i,
    ],
    refusal: [
      /\b(?:i(?:'m| am) sorry,? (?:but )?)?i (?:can(?:'t|not| not)|won't|am (?:not able|unable) to) (?:assist|help|comply|discuss|engage|fulfil|fulfill|continue with|support)\b/i,
      /\bi can only (?:help|assist|answer|talk)\b/i,
      /\bi(?:'m| am) (?:only|just) (?:able|here|allowed|designed) to\b/i,
      /\bas an? (?:ai|language model|\w{1,15} assistant)\b.{0,80}\b(?:can(?:'t|not)|only|unable|not)\b/i,
      /\b(?:against|violates?) (?:my|our|the) (?:guidelines|polic|rules)/i,
    ],
    answerMarker: [
      /\b(?:the |my |our |so,? )?(?:final |correct )?answer(?: here| to (?:the|this) (?:problem|question))? ?(?:is|would be|will be|comes to|equals|should be|=|:|was)\*{0,2}:?/i,
      /^\*{0,2}(?:final )?answer\*{0,2}\s?[.:=]?\*{0,2}/i,
      /^#{4}\s/,
      /"(?:final_)?(?:answer|result)"\s?:/i,
    ],
    resultCue: [/\b(?:so|therefore|thus|hence|consequently|finally|answer)\b|=|→|⇒|⟹|∴/i],
    bound: [/\b(?:least|most|minimum|maximum|fewest|smallest|largest|greatest)\b/i],
    range: [
      /\bbetween\b.{1,40}\band\b/i,
      /\b(?:at (?:least|most)|(?:less|fewer|more) than (?=[$€£]?\d)|no more than|no less than|up to|minimum of|maximum of|anywhere|ranges?)\b/i,
      /\bfrom [$€£]?\d[\d.,]{0,15} (?:\w{1,12} )?(?:to|up to) [$€£]?\d/i,
      /\d (?:or|to) (?:more|less|fewer)\b/i,
    ],
    case: [
      /\b(?:if|for|with|when|at|under|using|in case)\b(?=[^.;]{0,40}(?:\d|one|two|three))|\d+ \w{1,15} pay\b|\bdepending on\b/i,
    ],
    condition: [/\b(?:if|assuming|suppose|supposing|once|when)\b/i],
    remark: [
      /^[*_(]{0,3}(?:note|nb|n\.b\.|remark|check|verification|verify|to check|to verify|p\.s|ps|caveat|disclaimer|important)\b/i,
    ],
    dangling: [
      /(?:\b(?:the|a|an|of|is|are|was|to|and|or|by|for|from|in|on|with|that|which|be|we|total|each|per|then|so|as|at|if|than|cost|costs)|[=+×·/÷(,:–-]|\\cdot|\\times)\s*$/i,
    ],
    trial: [/^(?:let's|let us|let me) (?:try|test|check)\b/i],
  },
} satisfies Language;
