import type { Language } from '../language.ts';
import { NOT_BEHIND_ORDINAL } from '../ordinals.ts';
import { all, counted, set, table } from './word-lists.ts';

const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ONES = 'one two three four five six seven eight nine'.split(' ');

/** What a writer does himself: "we need to find the total" asks nobody. */
const OWN_STEP =
  '(?:find|calculate|compute|determine|figure|work|subtract|add|multiply|divide|convert|use|solve|consider|look|set|take|make|do|check|account|express|break|be|first|also find|remember|apply|sum|combine|follow|start|begin|assume|guess|know how to|identify|understand|think|go|calc|count|multiply|simplify|recall|evaluate|substitute|plug|compare|analy[sz]e|re-?read|isolate|factor|estimate|write|rewrite|rotate|reflect|round|reduce|expand|cancel|invert|arrange|pair|list|draw|graph|plot|differentiate|integrate|minimi[sz]e|maximi[sz]e|translate|prove|test)';

const TELL =
  '(?:tell|provide|give|share|specify|clarify|confirm|state|supply|check|double[- ]?check|verify|indicate|let (?:me|us) know|send|add|include|fill|look up|explain|correct|review|mention|note down|say|clear up|resubmit|restate|update|complete|answer|respond|reply|resolve|enter|input|write|help|pick|choose|decide|advise|revise|rephrase|recheck|re-check|re-read|reread|submit|insert|elaborate|be more specific|disclose|reveal|describe|ask|consult|drop|remind|name|list|upload|identify)';

const SAID =
  '(?:given|stated|specified|provided|mentioned|reported|divulged|communicated|documented|established|divided(?! (?:into|by|evenly|exactly)\\b)|cited|attached|conveyed|furnished|known|told|said|included|listed|available|defined|indicated|fixed|determined|disclosed|supplied|quantified|revealed|spelled out|spelt out|shared|described|explained|introduced|recorded|shown|supplied|noted|assigned|clear|precise|certain|found|written|quoted|named|set out|laid down|at hand|there)';

const SAY =
  '(?:say|tell|state|specify|give|mention|provide|include|know|learn|contain|indicate|have|reveal|explain|define|disclose|quantify|show|list|supply|share|describe|spell|clarify|offer|note|fix|settle|see)';

const SOURCE =
  '(?:problem|text|question|statement|puzzle|exercise|task|story|prompt|description|wording|passage|information|setup|scenario|recipe|it|that|this|you|he|she|they|we|i|one|nobody|nothing|author)';

const CANNOT =
  "(?:can(?:'t|not| not)|could(?:n't| not)|couldn't|impossible|unable|not possible|isn't possible|not able|won't be able|no way|out of reach)";

const SOLVE =
  '(?:solv|answer|determin|calculat|comput|find\\b|found|work\\w{0,3} (?:it |this )?out|say\\b|said|be fixed|pin|know|tell|give|state|resolve|finish|complet|evaluat|divid(?!ed (?:into|by|evenly|exactly)\\b)|deduc|deriv|infer|get\\b|establish|figure|conclud|reach|name|quantif|arriv|provide|produce|obtain|settle|proceed|decide|choose|commit|offer|help|tell which|say which)';

const PICKED =
  '(?:that\\b|this\\b|it\\b|\\$?\\d|the \\$?\\d|the (?:first|second|last|later|earlier|former|latter|stated|given|explicit|original|larger|smaller|higher|lower|value|figure|number|computed|calculated|total|sum|rows?|rate|price|daily|weekly|direct|one|fact|dimensions?|product|\\w{1,15} (?:one|figure|value|number|count|total|statement))\\b)';

export const english = {
  name: 'English',
  script: null,
  marks: set(
    'the is of and how what that this not are you with each so then if can there which has does please would could we she he it they answer to for at be but on one many much gives total per cost costs need know let',
  ),
  decimalComma: false,
  numberWords: {
    ...counted(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    ...Object.fromEntries(
      TENS.flatMap((word, n) => [
        [word, String(10 * (n + 2))],
        ...ONES.map((one, m) => [`${word}-${one}`, String(10 * (n + 2) + m + 1)] as const),
      ]),
    ),
    half: '1/2',
  },
  multipliers: table('hundred:100 thousand:1000 million:1000000 billion:1000000000 dozen:12'),
  parts: table(
    'third:1/3 thirds:1/3 quarter:1/4 quarters:1/4 fourth:1/4 fourths:1/4 fifth:1/5 fifths:1/5 sixth:1/6 sixths:1/6 eighth:1/8 eighths:1/8 tenth:1/10 tenths:1/10',
  ),
  joiners: set('and'),
  articles: set('a an'),
  abbreviations: set(
    'e.g i.e eg ie vs approx ca mr mrs ms dr st no nr fig eq etc jr sr prof incl excl resp cf min max avg',
  ),
  stopWords: set(
    `a an the this that these those it its they them their there here he she his her him i me my we us our you your ye yer thy
    is are was were be been being am do does did has have had having will would can could shall should may might must
    of in on at to for from by with without as and or but so if then than into onto over under during up out off
    what which who whose whom how where why when whether not no yes any some please kindly tell know let give given
    need needed provide share specify clarify confirm state say says said mean meant mention ask asked answer
    actual actually exact exactly really just also only value values figure number numbers problem question text statement information detail details
    much many more other same such very too still yet again s re ve ll d t m thing things fact get got go
    true real correct right wrong like want able help helpful possible sure course happen happens either neither size level quantity amount use using used way contents
    don doesn didn isn aren wasn weren hasn haven hadn won wouldn can couldn shouldn cannot
    apply applies applied hold hand fill finish row figure pray drop reckon begin next follow follows before after while until both between among above below against within toward towards along across around nearby whether either neither per via tho though instead share
    whats hows wheres thats dont doesnt isnt cant didnt wont u ur r im ive youre need2know quick
    well ok okay hi hello hey thanks thank dear sorry unfortunately however though although therefore hence thus because since
    set sets off about around both kind kinds type types there's that's what's how's who's it's let's please.`,
  ),
  fillers: set(
    `kind good fill blank whats u ur pls plz else action mind let's can could would will do does did you i we me us please kindly tell provide give share specify clarify confirm state supply check double verify
    let know more further additional extra any some missing other necessary needed required relevant complete full sufficient enough information info detail details data
    context clarification clarify value values fact facts input number numbers figure figures problem question statement text task wording exercise prompt again bit little about what is are was it need needs
    would help solve answer this that the a an to of for in on with and so if here there something anything first just also try re recheck review revise rephrase resubmit submit restate resend
    correctly correct proper accurate exactly mean meant by be before able calculate proceed continue properly d s t m ll ve not i'd like them these those because look looks seem seems off incomplete unclear
    wrong as my your sorry unfortunately but have happen appreciate understand better precise specific appropriate original exact full entire once when will then want solution solved result results
    all thing things carefully think may might must should from at or which how want get got see try trying given provided stated specify specified elaborate explain bear assist me mind we're i'm you're it's
    hello hi hey thanks thank dear due lacks lack missing piece pieces part parts every everything possible having has had been no yes ok okay well really very much supplied available enough aren isn don doesn
    do insufficient inadequate ambiguous vague lacking order out full version reader user message once more closer look way sense make makes certain premises premise conditions condition assumptions`,
  ),
  words: {
    ...all(
      '#money',
      'price cost costs pay paid pays payer payers charge charged charges fee dollar dollars cent cents euro euros pound pounds franc francs $ € £ expensive cheap worth money pricing priced bill spend spends spent usd eur chf gbp tariff fare wage salary rent tab toll',
    ),
    ...all('income', 'income revenue earn earns earned earnings takings receipts proceeds'),
    ...all('#count', 'count counts'),
    ...all('#age', 'age ages old older young younger aged birthday'),
    ...all(
      '#time',
      'time duration long-lasting hour minute second-unit day week month year hours minutes days weeks months years take takes took lasts lasted last-long daily weekly monthly yearly hourly annual',
    ),
    ...all(
      '#length',
      'metre meter kilometre kilometer centimetre centimeter mile foot feet inch km cm mm',
    ),
    ...all('length', 'length long'),
    ...all('width', 'width wide broad breadth'),
    ...all('height', 'height tall high'),
    ...all('depth', 'depth deep'),
    ...all('distance', 'distance far apart'),
    ...all(
      '#weight',
      'weight weigh weighs weighed heavy mass kilogram gram grams kg pound-weight ounce tonne tonnes kilo kilos',
    ),
    ...all('#speed', 'speed pace fast faster quickly quick velocity slow'),
    ...all('#rate', 'rate ratio throughput flow'),
    ...all('#percent', 'percent percentage % share-percent interest'),
    ...all('#area', 'area'),
    ...all('#volume', 'volume litre litres liter liters capacity'),
    ...all('#each', 'each single per apiece individual every one'),
    ...all('#total', 'total totals altogether overall together sum whole combined all entire'),
    ...all(
      '#now',
      'now current currently today present initial initially originally original beginning begin start starts started starting outset',
    ),
    ...all('#part', 'fraction part portion proportion'),
    ...all(
      '#difference',
      'difference differ differs gap increase increased rise rises rose raise raised',
    ),
    ...all('#reduction', 'discount reduction reduce reduced cut rebate markdown'),
    ...all('#hold', 'hold holds held contain contains contained fit fits carry carries'),
    ...all('child', 'child children kid kids boy boys girl girls son daughter sons daughters'),
    ...all(
      'person',
      'person people persons passenger passengers guest guests member members visitor visitors',
    ),
    ...all('pupil', 'pupil pupils student students'),
    ...all('buy', 'buy buys bought purchase purchased'),
    ...all('sell', 'sell sells sold selling sale sales'),
    ...all('leave', 'left leave leaves remaining remain remains leftover remainder'),
    ...all(
      'travel',
      'travel travels travelled traveled travelling traveling cover covered covers go goes went',
    ),
    ...all('travel ride', 'ride rides riding rode'),
    ...all('travel drive', 'drive drives drove driving'),
    ...all('travel cycle', 'cycle cycles cycled cycling'),
    ...all('travel run', 'run runs ran running'),
    ...all('travel walk', 'walk walks walked walking'),
    ...all('travel swim', 'swim swims swam swimming'),
    ...all('cycle', 'bicycle bicycles bike bikes'),
    ...all('give', 'gives gave giving'),
    ...all('make', 'make makes made bake bakes baked produce produces produced'),
    ...all('basic', 'basic base flat'),
    ...all('colour', 'colour color coloured colored'),
    ...all('weekend', 'weekend saturday sunday saturdays sundays'),
    ...all('home', 'home homes house houses live lives lived'),
    ...all('sweet', 'sweet sweets candy candies'),
    ...all('shop', 'shop shops store stores'),
    ...table('first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 seconds:#time'),
    ...all('brother', 'brother sister brothers sisters sibling siblings'),
    ...all('start', 'departure depart departed departs'),
  },
  endings: [],
  counted:
    /\bhow (?:many|much) ([a-z-]{2,20})\b|\b(?:what|which) ([a-z-]{2,20}) (?:is|are|was|were|do|does|did|has|have|had|can|will|should)\b/,
  phrases: [
    [/\bcubic (?:kilo|centi|milli)?(?:met(?:re|er)|foot|feet|inch|inche)s?\b/g, '#volume'],
    [/\bsquare (?:kilo|centi|milli)?(?:met(?:re|er)|foot|feet|inch|inche|mile)s?\b/g, '#area'],
    [/\bhow old\b/g, '#age'],
    [
      /\bhow long\b(?= (?:is|was|are|were) (?:the|a|each|one|this|that) (?:[a-z]{1,20} ){0,3}(?:distance|route|race|course|lap|garden|side|rope|wall|board|rectangle|path|road|pool|field|trail|room|table|string|ribbon|fence|edge|track|bridge|plank|wire|cable|pipe|strip|tunnel|river|candle)\b)/g,
      'length',
    ],
    [/\bhow (?:wide|broad)\b/g, 'width'],
    [
      /\bhow high (?=(?:is|are|was) (?:the |this |that |its )?(?:[a-z]+ ){0,2}(?:fee|fees|price|rate|charge|cost|interest|discount|tax|percentage|increase|bill|amount)\b)/g,
      '#size ',
    ],
    [/\bhow high\b/g, '#size height'],
    [/\bhow tall\b/g, 'height'],
    [/\bhow deep\b/g, 'depth'],
    [/\bhow far\b/g, 'distance'],
    [/\bhow long\b/g, '#time'],
    [/\bhow (?:fast|quickly)\b/g, '#speed'],
    [/\bhow heavy\b/g, '#weight'],
    [/\bhow (?:big|large)\b/g, '#size'],
    [/\bhow (?:many|often)\b/g, '#count'],
    [
      /\bhow much (?:did|does|do)(?= (?:[a-z]{1,12} ){1,4}(?:make|earn|get|pay|spend|charge|cost|owe|save|put|deposit|invest|donate|raise|borrow|lend)\b)/g,
      '#money ',
    ],
    [/\bhow much (?:did|does|do)\b/g, '#size'],
    [/\bhow much (?:is|are|was|were|for)\b/g, '#money'],
    [/\b(?:the )?(?:total |exact |actual |correct |initial |starting )?number of\b/g, '#count'],
    [/\b(?:head ?count|group size|class size)\b/g, '#count person'],
    [/\b(?:at )?what time\b/g, '#clock'],
    [/\bby how much\b/g, '#by'],
    [/\badd(?:s|ed)? up\b/g, '#total'],
    [/\bleft over\b/g, 'leave'],
    [/\bg[eo]t(?:s|ting)? on\b|\bboard(?:s|ed)?\b/g, 'board'],
    [/\bg[eo]t(?:s|ting)? off\b|\balight(?:s|ed)?\b/g, 'alight'],
    [/\bin (?:all|total)\b/g, '#total'],
    [/\bmore than\b/g, '#difference'],
    [/\b(?:take|takes|took|taken|bring|brings|brought) in\b/g, 'income'],
    [/\bwent up\b|\bgo(?:es)? up\b/g, '#difference'],
    [/\bset(?:s|ting)? off\b|\bset(?:s|ting)? out\b/g, '#now'],
    [/\bto begin with\b|\bat first\b|\bat the (?:very )?(?:start|beginning|outset)\b/g, '#now'],
    [/\b(?:km\/h|kph|mph|m\/s)\b/g, '#speed'],
  ],
  patterns: {
    toGrader: [
      new RegExp(
        `\\b(?:note|message|attention|dear|hey|hello)?,? ?(?:to )?(?:the )?${NOT_BEHIND_ORDINAL}(?:graders?|evaluators?|grading)\\b(?=.{0,200}\\b(?:label|mark|grade|score|treat|count|rate|response|reply|correct|accept))`,
      ),
      /\b(?:label|mark|grade|score|count|treat|rate) this (?:reply|response|answer|output|as)\b/,
    ],
    courtesy: [
      /\b(?:would|do|did) you (?:like|want|prefer)(?! me to (?:use|take|go|assume|calculate with|base))(?: me)? (?:to(?! (?:tell|provide|give|share|specify|clarify|use))|me|a\b|an\b|some|another|more|help)\b/,
      /\blet me know (?:if|whether|should|when|in case) (?:you(?:'d| would)? (?:have (?:any |more |further |other |additional |a different |another |similar |math ){0,3}(?:questions?|concerns?|doubts?|comments?|(?:[\w-]{1,16} ){0,3}(?:problems?|puzzles?|riddles?)|fun .{1,40}|scenarios?|examples?|calculations?|exercises?|tasks?|topics?|\w{1,12} in mind)|need (?:any|more|further|help)|want|like|prefer|meant|mean|intended|require any|disagree|think|see|had|find|spot|are using|use|would like)|that|this|it|there|anything|i|my|yours|the (?:discount|assumption|actual|price|value|number|true|real|\w{1,12} (?:is|are|was|differs))|any)\b(?!.{1,80}\bor\b.{0,40}\?)/,
      /\blet me know if you have (?:any |another )(?:other |more |further |similar |different |new |additional ){0,2}(?:[\w-]{1,16} ){1,4}(?:(?:that )?you(?:'d| would) like|(?:that )?you want|in mind|to (?:solve|evaluate|try|work|explore|simplify|practi[cs]e))\b/,
      /\blet me know if you (?:have|had|want|need) (?:an?|any|some) (?:other|different) (?:\w{1,16} ){0,2}(?:number|value|price|rate|amount|figure|assumption|size|length|speed|count)\b/,
      /\b(?:explore|practice|try (?:another|some|more)|go over|walk (?:you )?through)\b.{0,60}[!?]$/,
      /\b(?:tell me|please (?:say|tell me|correct me)|correct me) if (?:yours?|that|this|it|i|my|the)\b/,
      /\b(?:feel free to|don't hesitate to|(?:happy|glad|here) to help|hope (?:this|that|it) (?:helps|is|was|makes))\b/,
      /\b(?:any|other|more|further) questions\b/,
      /\b(?:is there )?anything else\b/,
      /\b(?:shall|should|can|may|could) i (?:help|show|explain|continue|go on|proceed|walk|break|also|do|work|assist)\b/,
      /\b(?:what|as|like) you (?:had in mind|meant|intended|expected|wanted)\b.{0,20}\?|\bis (?:that|this|it) (?:ok|okay|right|fine|correct|alright|acceptable|what you)\b.{0,30}\?/,
      /\b(?:does|did) (?:that|this|it) (?:help|make sense|match|look|sound|work|answer|seem|fit|clear)\b/,
      /^(?:ok(?:ay)?|right|see|ready|clear|got it|make sense|agreed|deal|cool|easy|sound good|good)\s?\?/,
      /\bif you(?:'d| would) like\b/,
      /\bthank(?:s| you) for (?:your|the|reaching|asking|sharing|this)\b(?!.{0,80}\b(?:but|could|please|however)\b)/,
      /\b(?:need|want) (?:any |some |more |further |help|me to)(?:help|details|explanation|assistance|hints?|with|explain|show)\b.{0,40}\?$/,
    ],
    selfTalk: [
      /^(?:ever|what if|why not|why|isn't (?:that|it|this)|how (?:do|can|should|would|could|to) (?:we|i|you|one)?|what (?:do|can|should|would) (?:we|i) (?!need)|so what|can we|do we (?!know|have)|could we|should we|who wouldn't|who doesn't|want to know|wondering|curious|sounds? (?:good|easy)|easy|simple|fun|see how|get it|isn't \w+|what's next|what next|now what|where (?:do|should) (?:we|i) (?:start|begin)|ready|the (?:question|problem|task)|the result)\b/,
      /^what (?:we|is given)\b/,
      /^(?:hmm+|hm|wait|let me|let's|okay|ok|so,|well),? .{0,80}\?/,
    ],
    ownStep: [
      /^(?:\(?[a-z]{1,10} ?\d{0,2}[:.)] )?(?:however,? |so,? |thus,? |therefore,? |but |first,? |now,? |then,? |to [a-z ,']{1,80},? )?we\b/,
    ],
    addressed: [
      /^(?:and |so |but )?(?:is|are|was|were) the .{1,80}\b(?:correct|right|accurate|a typo|wrong)\b/,
      /\b(?:you|your|please|should i|do i|shall i|i ask|tell me|let me)\b/,
    ],
    interrogative: [
      /\b(?:what|which|who|whose|whom|how|where|when|why|whether|is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|am|may|might|shall)\b/,
    ],
    yesNo: [
      /^(?:(?:and|so|but|also|or|just|then|before i [a-z ]{1,30}|wait|sorry|hmm|hi|hello|first),? ){0,4}(?:is|are|was|were|do|does|did|has|have|had|can|will|should)\b(?! (?:you|we|i) )(?!.{0,200}\d[^?]{0,12} or [^?]{0,12}\d)/,
    ],
    indirectRequest: [
      /\b(?:could|can|would|will|might|may|do|can't|couldn't|won't|wouldn't) you (?:please |kindly |maybe |perhaps |possibly |also |first |just |happen to |by any chance |be so kind as to |be kind enough to |mind |quickly |at least ){0,2}(?:tell|telling|provid(?:e|ing)|giv(?:e|ing)|shar(?:e|ing)|specify(?:ing)?|clarify(?:ing)?|confirm(?:ing)?|stat(?:e|ing)|let me know|letting me know|check(?:ing)?|verify(?:ing)?|double[- ]?check|indicate|know|say|supply|help|explain|look up|look|mention|remind|mean|have|send|fill|recheck|review|restate|elaborate|add|name|resubmit|correct|clear|drop|find out|ask|disclose|list|enlighten|recall|update|remember|include)\b/,
      new RegExp(
        `\\b(?:i|we)(?:'d| would| will|'ll| do| still| just| also| first| only| really| therefore| then| definitely| certainly| do still| would still| would also| would first){0,3} (?:need|require)\\b(?! (?:not|no|to (?:be )?(?:\\w{1,12}ly )?${OWN_STEP}|to buy|to pay)\\b)`,
      ),
      /\b(?:i|we)(?:'d| would| will|'ll| must| should| still| just| first){0,2} (?:have|need|want|like|love|want|wish|be curious|be interested) to (?:know|ask|learn|hear|confirm|see|find out (?:from|what|how))\b/,
      /\bi(?:'d| would) (?:just |first |really |still )?(?:like|love|want|have) (?:to (?:know|ask|learn|hear|confirm|check|see)|you to)\b/,
      /\b(?:i|we)(?:'d| would|'ll| will)? (?:first |still |really )?(?:must|have to|need to|should|got to|gotta) (?:know|ask|learn|be told)\b(?! how to)/,
      /\bi(?:'m| am) (?:still |just |only |currently )?(?:missing|asking|wondering|lacking|short of|curious|interested|afraid i have to ask|in need of|after|waiting for|looking for)\b/,
      /\bwhat i(?:'m| am)? (?:still |really |just |would )?(?:need|lack|lacking|missing|require|want)\b/,
      /\b(?:i|we) (?:still |do |currently )?lack\b/,
      /\bi (?:wonder|must ask|have to ask|want to ask|need to ask|beg|await|request|do wonder)\b/,
      /\b(?:may|might|can|could) i(?: just| first| please)? (?:ask|enquire|inquire|know|have|get)\b|\blet me (?:just |first )?(?:ask|enquire|inquire|have)\b/,
      /\b(?:it )?(?:would|will|might|'d) (?:be )?(?:really |greatly |also |very |most |already |certainly ){0,2}(?:help|helpful|useful|good|great|nice|handy|enough)\b(?: me| us)?(?: if you| to (?:know|have|learn|see|get|hear)|(?= *[.!]?$))/,
      /\b(?:it|that|this|which) would (?:also )?help\b/,
      /\byou(?:'d|'ll| would| will| do| still| first| just){0,2} (?:need|have|must|ought|want)(?: to)? (?:to )?(?:tell|give|provide|specify|supply|share|state|let|assign|clarify|say|fill)\b/,
      /\byou must (?:tell|give|provide|specify|supply|share|state|say)\b/,
      /\b(?:if|once|when|as soon as|after|unless|until) you (?:could |can |would |will |were to |please |just |also |happen to |either ){0,2}(?:tell|give|provide|share|specify|supply|send|let me|clarify|confirm|state|fill|have|know|say|name|add)\b(?!.{0,120}, (?:then )?(?:you (?:can|could|will|would|may|need|just|simply)\b|you'll|just|simply|set|solve|plug|substitute|insert|multiply|add|subtract|divide|calculate|compute|use|apply|put)\b)/,
      /\bi(?:'d| would) (?:really |very much |greatly )?(?:appreciate|be (?:very )?(?:grateful|glad|happy|thankful|able to))\b(?= .{0,60}\b(?:if you|you could|your|had|knew|to know|with)\b)/,
      /\b(?:needed|required) from you\b|\byou are (?:kindly |hereby )?(?:requested|asked|invited) to\b/,
      /\bmy (?:only |one |first |main )?question(?:s)? (?:to you |for you |back )?(?:is|are|would be|:)/,
      /\b(?:one|two|three|some|a few|a quick|quick|first|follow-up|clarifying|counter|my) (?:quick |short |clarifying |follow-up )?(?:questions?|things?) (?:first|before|for you|to clarify|back)?\s?:/,
      /\blet me know (?:whether|if) .{1,120}\bor\b/,
      /\blet me know (?:if|whether) you (?:can|could|have|know|happen|are able)\b/,
      /\b(?:any idea|any clue|any chance|care to|mind (?:telling|sharing|giving|letting))\b/,
      /\byou (?:forgot|left out|omitted|didn't|did not|haven't|never)\b.{1,120}(?:—|–|-|,|;|\.) ?(?:please|could|can|would)\b/,
    ],
    imperativeRequest: [
      new RegExp(
        `\\b(?:please|kindly|pls|plz|plese|pleas)(?: \\w{1,12}ly| also| first| just| then| do| at least| either| go ahead and| be so kind and)? ${TELL}\\b`,
      ),
      /\b(?:please|kindly) (?:do|help|advise|respond|reply)\b/,
      /,? if you (?:please|(?:would|could|will|can|'d)? ?(?:be so kind|be so good|don't mind|wouldn't mind|would|could))\s?[.!?]{0,2}$/,
      /(?:,|–|—|-)? (?:please|pls|plz)\s?[.!?:]{0,3}$/,
      /(?:^|[:;–—.] |, )(?:just |simply |please |kindly )?(?:send|hand|pass|shoot|throw|get|fetch|drop) (?:over|me|us|along|on)\b/,
      /(?:^|[:;–—] |, |\b(?:and|so|but|then|first|just|simply|now|hence|therefore|next|instead) )(?:just |simply |only |go ahead and |then |first )?(?:tell (?:me|us)|let (?:me|us) know (?!(?:if|whether|when|in case|should)\b)|give (?:me|us)|send (?:me|us)|drop (?:me|us)|show me|help me|remind me|fill me in|clarify|specify|confirm|hand over)\b/,
      /(?:^|[:;–—] )(?:provide|share|supply|double[- ]?check|clear up)\b(?! (?:your|the (?:result|answer|solution|cost|total|bill|work)|:|that))/,
      /\blet (?:me|us) know (?:the|how|what|which|who|where|a|an|his|her|their|its|each|one|these|those|this|that|about|your)\b/,
      /\bplease\b.{0,40}\b(?:values?|information|details|missing|number|price|length|width|height|rate|speed|age|weight|percentage|amount)\b/,
      /\b(?:in need of|request(?:ing)?|awaiting|need) (?:your |further |more )?(?:clarification|input|confirmation)\b/,
      /\b(?:clarification|confirmation|input) (?:is |from you |on .{1,80} )?(?:needed|required|requested|please|would be)\b/,
    ],
    notRequest: [
      new RegExp(
        `\\b(?:we|i|you)(?:'ll| will|'d| would)? (?:first |then |now |just |also |still |only |next |really )?(?:need|have|want) to (?:know how to |be able to |\\w{1,12}ly )?${OWN_STEP}\\b(?! out (?:from|what))`,
      ),
      /\bthe (?:problem|question|text|task|exercise) (?:asks|wants|needs|requires|is asking|then asks)\b/,
      /\bplease (?:note|remember|keep|see|find|grade|mark|let me know if (?:you have|there)|feel|don't|do not|be aware|accept|ignore|bear|refer|observe|excuse|forgive)\b/,
      /\byou (?:need|have) to (?:buy|pay|use|multiply|divide|add|subtract|know that|realize|remember)\b/,
      /\b(?:no|don't|do not|doesn't|not|never|without any) (?:really |actually |even |strictly |further )?(?:need|require)\b/,
      /\b(?:all|everything|what) (?:that )?(?:i|we|you) need (?:is|to do)\b.{0,60}\b(?:given|stated|here|multiply|add|subtract|divide)\b/,
      /\bwe need (?:\d|a total|at least|enough|another|more (?:than|\w+s to)|only|one more|two more|the (?:least|most|smallest|largest|greatest|lowest|highest|minimum|maximum|fewest)\b)/,
      /\b(?:would|will) (?:still )?need \d/,
    ],
    pointsBack: [
      /\b(?:it|them|they|this|these|those|that(?! (?:i|we|you|the|is|are|was)\b)|both|one|ones|either|(?:that|this|the|these|those|missing|exact|actual|real|true|correct|right|third|last|first|second) (?:number|value|figure|amount|quantity|quantities|values|numbers|piece|information|detail|details|data|fact|rate|price|two|missing|row|one))\b/,
      /\b(?:please|kindly) do\b/,
      /\b(?:missing|lacking|unknown|necessary|required|above|following) (?:\w{1,15} ){0,2}(?:number|value|figure|amount|values|numbers|piece|information|detail|details|data|capacity|price|rate|length|width|height|age|info|quantity|quantities|premise|input)\b/,
    ],
    purpose: [
      /, (?:and )?(?:then )?i(?:'d|'ll|'m| would| will| can| could| am| shall) .{0,400}$/,
      /,? (?:and |then )?(?:i|we)(?:'ll| can| could| will| would| shall)(?: then| easily| gladly| happily)? (?:finish|solve|answer|calculate|compute|determine|find|work|give|help|do|complete|continue|proceed|pin|divide|multiply|add|subtract|sum|reckon|figure|tell|be able|get|take|carry)\b.{0,400}$/,
      /(?:,| –| —)? (?:so|and then|and|then|in order|so that|which would allow me|that way|because|since|otherwise)(?: that)? (?:i|we|it|this)(?:'ll|'d| can| could| will| would|'m| am)\b.{0,400}$/,
      /(?:,? )?(?:to|in order to) (?:finish|answer|solve|calculate|compute|determine|find|work out|give you|complete|be sure|pin|get|proceed|continue|figure|help|make sure|provide|do (?:this|that)|go on|carry on|work it|work this|be able|split|sum|add|divide)\b.{0,400}$/,
      /\s?(?:—|–|:|;|,) (?:once|then|without|otherwise|with (?:that|it|this)|since|because|as (?!much|many|well)|the rest|the other)\b.{0,400}$/,
      / (?:before i|so i|as i|for me to|if i am to)\b.{0,400}$/,
    ],
    choice: [
      /\bwhich (?:(?:one|of|value|figure|number|statement|amount|is|price|\w{1,15}) ?){0,5}(?:is|are|was|of|should|shall|do|did|holds?|applies|to use|correct|right|true|wrong|counts|valid)\b/,
      /\bwhich (?:one|figure|value|number|of)\b/,
      /\b(?:is|are|was|were|did|does|do|should|whether|if|shall|have)\b.{1,160}\bor\b/,
      /\b(?:correct|right|wrong|true|typo|mistake|error|mistaken|accurate|intended|really|actually|meant|supposed|in fact|valid|reliable|trust)\b/,
      /\b(?:confirm|check|verify|clarify|double-check|recheck|re-check|clear up|resolve|explain|reconcile)\b/,
      /\bwhere (?:do|does|did) .{1,80} come from\b/,
      /\bhow (?:can|could|do|does|is) .{1,80}(?:possible|fit|match|agree|be|add up)\b/,
      /\d[^?]{0,40}\bor\b[^?]{0,40}\d[^?]{0,40}\?/,
      /\b(?:come from|rather than|instead of)\b/,
    ],
    assumption: [
      /\b(?:i|we|you|one|he|she|they|it|is|are|be|be|must|can|could|let|let's)(?:'ll| will|'d| would|'m| am|'re| are|'ve| have| must| have to| need to| can| could| shall| may| might| had to)? ?(?:just |simply |therefore |thus |also |going to |to |here |being |reasonably |normally |usually |often |been |safely |now |instead |then |only ){0,2}(?:assum(?:e|ed|ing)|suppos(?:e|ing)|presum(?:e|ed|ing)|estimat(?:e|ed)|guesstimate|hypothesi[sz]e|postulate|stipulate|imagin(?:e|ed)|guess(?:ed|ing)?)\b(?! (?:so|not))/,
      /\bif so,|, say,|\bprovided (?:that )?(?:a|an|the|it|they|each|there|his|her|its)\b/,
      /\bi(?:'ve|'ll| will| have)? (?:read|interpret|understand|understood|take|took|treat|treated|count|counted|consider|considered|interpreted) .{1,50} (?:as|to mean|to be)\b/,
      /\b(?:choosing|picking|setting|taking|fixing|letting) (?:the |a |an |his |her |their |each )?(?:\w{1,15} ){1,5}(?:as|to be|at|to|=) \$?\d/,
      /\b(?:assuming|supposing|supposedly|presuming|presumes|supposes|assumes|assumed to|if (?:that|this) holds|presumed|let's pretend|hypothetically|guesstimate)\b/,
      /\b(?:i|we)(?:'ll| will|'d| would|'m| am|'re| are)? ?(?:just |simply |therefore |going to )?treat(?:ing)?\b/,
      /\b(?:let's|let us|let me|lets) (?:just |simply |now |therefore |instead |here |first )?(?:assume|say|suppose|take\b|pretend|imagine|go with|use\b|pick|estimate|plug|put|choose|guess|work with|call it|set|settle|fix|make it|fill|stipulate|picture)/,
      /(?:^|[,;:.(] ?|\bif we |\band |\bthen )(?:suppose|assume|say|assumption|imagine|picture|pretend|presume)\b(?! (?:that it|nothing))/,
      /\b(?:if|when|once|by) (?:we|i|you|it is|one|they are|he is|she is) (?:were to |just |simply |do )?(?:take|takes|assume|assumes|assumed|suppose|say|use|took|let|taking|assuming|pick|choose|plug|go with|imagine)\b/,
      /\btaking (?:it|this|the|a|an|\w{1,12}) .{0,80}(?:as|to be|to|,|=)/,
      /\b(?:my|the|this|an?|under the|reasonable|under this|simplifying|own|working|common) (?:assumption|supposition|hypothesis|presumption|stipulation|premise that|guess|estimate|choice)\b/,
      /\b(?:on|under|with|given) (?:that|this|the|my|an?) (?:basis|assumption|supposition|premise|hypothesis)\b/,
      /\b(?:i|we)(?:'ll| will|'d| would|'m| am|'re| are)? ?(?:just |simply |going to |therefore |then |have to |must )?(?:use|take|go(?:ing)? (?:with|for)|opt(?:ing)? for|settle for|pencil in|fill in|substitute|enter|try|pick|work(?:ing)? with|plug in|settle on|choose|put|set|adopt|count|reckon with|reckon|calculate with|base (?:it|this|the \w+) on|insert) (?:a|an|about|around|roughly|approximately|some|that|this|it|\$?\d[\d.,]*) ?(?:\w{1,15} )?(?:approximate|typical|average|standard|common|usual|assumed|example|rough|rate|value|placeholder|figure|per|as|for|instead|here|below|a|an|each|%|percent|g\b|kg\b|km|m\b|cm|dollars?|euros?|hours?|minutes?|:|,|\.|$)/,
      /\bfor (?:the sake of|example purposes|illustration|simplicity|argument's sake|demonstration)\b/,
      /\b(?:probably|presumably|likely|perhaps|most likely) (?:means|meant|intended|about|around|refers|it is|it's|is)\b/,
      /\b(?:usually|typically|normally|commonly|generally|standard|typical|average|common)\b.{0,100}\b(?:so (?:i|we|let)|i'll|let's|let me|taking|using|on that basis|thus i|therefore i)\b/,
      /\b(?:as (?:an? )?(?:illustration|placeholder|estimate|reasonable|rough|example value|plausible)|placeholder|my own choice|made[- ]up|educated guess|best guess|ballpark|stand-in|reasonable (?:guess|value|estimate|figure)|plausible (?:guess|value|estimate|figure)|rule of thumb)\b/,
      /^(?:let|set) (?:\w{1,15} ){1,6}(?:be|equal|to|=|pay|cost|take|weigh|have|hold|charge|at) \$?\d/,
      /, let (?:\w{1,15} ){1,5}(?:be|equal|pay|cost|take|weigh|have|hold|charge)\b.{0,20}\d/,
    ],
    illustration: [
      /\b(?:for example|for instance|e\.g|as an example|to illustrate|by way of example|as an illustration|for illustration|hypothetically|just to illustrate|an example|example:|example calculation|sample calculation|to show)\b/,
      /\b(?:with|at|if), say,/,
      /\b(?:would|'d|could|might) (?:then )?(?:be|come|give|make|get|have|pay|need|take|cost|end|equal|total|amount|result|yield|tell|say|answer)\b/,
    ],
    pick: [
      new RegExp(
        `\\b(?:i|we)(?:'ll| will|'d| would|'ve| have|'m| am|'re| are| shall| can only| have to| must)? ?(?:just |simply |therefore |going to |instead |hence |thus |here |rather |then |only |now |chosen to |decided to |opted to )*(?:(?:go(?:ne|ing)?|went) (?:with|by|for|ahead)|trust(?:ed|ing)?|stick(?:ing)?|stuck|rely(?:ing)?|relied|prefer(?:red)?|pick(?:ed)?|choose|chose|chosen|opt(?:ed)?|adopt(?:ed)?|accept(?:ed)?|ignor(?:e|ed|ing)|disregard(?:ed)?|discard(?:ed)?|drop(?:ped)?|keep(?:ing)? (?:to|with)|kept to|bas(?:e|ed|ing) (?:it|this|that|everything|the (?:calculation|answer|result|solution|computation)|my (?:calculation|answer|result)|all) on|take ${PICKED}|took ${PICKED}|taking ${PICKED}|us(?:e|ed|ing) ${PICKED}|calculat(?:e|ed) with|comput(?:e|ed) with|work(?:ed|ing)? with|follow(?:ed|ing)?|keep|correct(?:ed)?|fix(?:ed)?|adjust(?:ed)?|replac(?:e|ed)|change(?:d)?|consider ${PICKED}|treat|subtract \\d|proceed(?:ed)? with|side with|count ${PICKED}|read it as|interpret)`,
      ),
      /\b(?:used|use|using|took|take|taking|chose|choose|kept|keep) the .{1,40}\b(?:rather than|instead of|and not|over the)\b/,
      /\b(?:trusting|going with|going by|sticking (?:with|to)|relying on|ignoring|disregarding|discarding|dropping|setting aside|preferring|favou?ring|accepting|choosing|keeping to|based on the|basing)\b.{0,120}/,
      /\b(?:using|taking|use|take) (?:the )?(?:\$?\d|\w{1,15} of \$?\d|first|second|last|later|earlier|stated|given|explicit|computed|calculated|original|rows?|former|latter|\w{1,15} (?:figure|value|number|count|total)).{0,120}/,
      /\b(?:reading|treating|taking|considering|regarding|interpreting|seeing) (?:the |that |this |"|\$)?.{1,40} as (?:a |an |the )?(?:slip|typo|mistake|error|misprint|correct|right|given|binding|decisive)\b/,
      /\b(?:seems|appears|likely|probably|presumably|must be|is surely|looks|may be|might be|i consider|i take it) (?:to be |like |to have been |as )?(?:a |an |just a )?(?:typo|mistake|error|misprint|update|correction|slip|oversight)\b/,
      /\b(?:by|according to|per|following) the (?:stated|explicit|given|rows?|clock|later|earlier|first|second|computed|\w{1,15} (?:figure|count|total|value))\b/,
      /\b(?:the )?(?:explicit|stated|given|direct|later|former|latter|computed) (?:value|figure|number|one|statement|total|count|price|amount) (?:is used|takes precedence|prevails|wins|is taken|should be used|counts)\b/,
    ],
    insufficiency: [
      new RegExp(
        `\\b(?:not|never|nowhere|n't|neither|none|nor|cannot be|isn't|aren't|wasn't|weren't|hasn't|haven't)\\b[^;:!?]{0,45}?\\b${SAID}\\b(?! (?:by|that the (?:answer|result)))`,
      ),
      new RegExp(`\\w(?:n't|nt) (?:\\w{1,15} ){0,4}${SAID}\\b`),
      new RegExp(
        `\\b(?:no|neither|none of|nothing)\\b[^;:!?]{1,70}?\\b(?:is|are|was|were|has been|have been|being|gets?|'s)(?: \\w{1,12}ly)? (?:\\w{1,12} )?${SAID}\\b`,
      ),
      /\b(?:is|are|was|remains?|stays?|still|left|being|looks|seems|be|'s) (?:\w{1,12}ly |left |simply |still |not |yet |all ){0,2}(?:unknown|missing|unspecified|undefined|unclear|unstated|ambiguous|vague|open|blank|lacking|absent|insufficient|needed|required|undisclosed|unquantified|omitted|left out|up in the air|not there|lost|gone|absent from|outstanding|pending|anybody's guess|anyone's guess|a mystery|nowhere|unmentioned|ungiven|necessary)\b(?! to (?:find|calculate|add|subtract|multiply|divide|compute))/,
      /\b(?:unknown|unspecified|unstated|undisclosed|unquantified|unmentioned|unsaid|untold|unnamed|unreported|ungiven|unprovided)\b/,
      new RegExp(
        `\\b${SOURCE} (?:\\w{1,12}ly |just |simply )?(?:does(?:n't| not|nt)|do(?:n't| not|nt)|did(?:n't| not|nt)|never|fails? to|cannot|can't|omits? to|neglects? to|forgot to|failed to|is not|isn't|aren't|are not|'m not|'re not|am not|was not|wasn't) (?:\\w{1,12}ly |even |actually |seem to |yet )?${SAY}(?! (?:an? )?(?:fractions?|half|halves|part|parts|partial|negative|\\d))`,
      ),
      /\b(?:says?|state|stating|tells?|gives?|mentions?|reveals?|specif\w+|know|knows|told) (?:\w{1,12} ){0,2}(?:nothing|neither|nowhere|no (?:price|number|value|rate|length|width|amount|word|information|data|figure))\b/,
      /\b(?:without) (?:\w{1,12}ly )?(?:knowing|being told|having|stating|specifying|saying|telling|giving|mentioning|providing|indicating|information)\b/,
      /\bmissing (?:a |an |the |some |one |any )?(?:piece|information|data|value|number|premise|detail|price|from|quantity|link|the)\b/,
      /\b(?:there is|there's|there are|it has|have|has|had|with|we've|gives?|got|given|provides?|contains?|see|find|lists?|mentions?|offers?|states?|includes?) (?:no|not any|no such|neither) (?:\w{1,15} ){0,4}(?:price|prices|cost|rate|value|number|length|width|height|age|speed|weight|information|data|amount|mention|indication|way|figure|time|size|distance|percentage|count|fee|single|unique|hint|clue|detail|details|tag|capacity|basis|figures|numbers|units|exact|specific|actual|given|mention|word)\b/,
      /\b(?:lacks?|lacking|lacked|omits?|omitted|leaves? (?:\w{1,12} ){0,4}(?:open|out|blank|unspecified|undetermined)|fail(?:s|ed)? to (?:say|state|mention|specify|give|tell|provide))\b/,
      new RegExp(
        `\\bwithout (?:\\w{1,15} ){1,8}[^.]{0,120}?\\b(?:${CANNOT}|won't|no |not |hard to|nobody|nothing|only)`,
      ),
      new RegExp(`\\b${CANNOT}\\b.{0,100}\\b(?:without|unless|until)\\b`),
      /\b(?:without|lacking|absent) .{1,120}\b(?:indeterminate|undetermined|unsolvable|open|unknown|impossible|incomplete|stuck)\b/,
      /(?<!(?:\bnot|n't|\bno longer|\bnever) (?:\w{1,12}ly |even |at all )?)\b(?:depend(?:s|ing|ent|ed)?|hinges?|rel(?:y|ies)|rests?) (?:entirely |only |solely |directly |heavily |crucially |all )?(?:on|upon)\b/,
      /\b(?:the text|the problem|it|and|you|the question) (?:gives?|have|has|states?|mentions?) none\b/,
      /\b(?:insufficient|not enough|too little|too few|inadequate|incomplete) (?:information|data|details|info|facts|premises)\b/,
      /\b(?:all (?:that )?(?:we|i|one)(?:'re| are)? (?:can say|know|told|given|have|learn)|only the (?:sum|difference|ratio|product))\b/,
      /\bisn't in the (?:problem|text|question)\b|\b(?:is|was)(?: not|n't) (?:in|part of) the (?:problem|text|question)\b/,
      /\bonly (?:says|one|the|differences|ratios|relations|relative) .{0,60}\b(?:given|says|known|stated|determined)\b|\bthe problem only says\b|\b(?:gives?|states?|mentions?|provides?|tells? (?:us|me)|have|has|know) only\b|\bonly (?:gives?|provides?|have|know)\b|\bonly (?:says|tells|gives|states|mentions)\b/,
      /\b(?:does|do|did)(?:n't| not) (?:occur|appear|feature|figure|come up|show up|turn up|follow|exist)\b/,
      /\b(?:got|gone|went) (?:lost|missing|astray)\b|\b(?:being|is|are) absent\b|\bin the dark\b/,
      /\b(?:silent|mum|tight-lipped) (?:on|about|as to|regarding)\b|\bkeeps? (?:silent|quiet|mum|it to itself|to itself)\b/,
      /\b(?:is|are|was|were) not\s?[.!]?$|\b(?:isn't|aren't|wasn't)\s?[.!]?$/,
      /\b(?:but|though|however|yet|,) not (?:the|how|what|when|who|their|its|his|her|any|a|an|which|where)\b/,
      /\b(?:need|must|have) to be (?:given|told|specified|stated|provided|known|supplied|fixed|added)\b/,
      /\ban unknown (?:number|amount|quantity|price|length|rate|share|value|speed|time)\b/,
      /\b(?:we|you|one|i) (?:would |'d |will |'ll )?(?:need|have) to know (?:the|how|what|its|their|his|her|either|at least|more)\b/,
      /\b(?:we|i|you|one) can only (?:calculate|determine|compute|find|work out|express|bound)\b/,
      /\bnot (?:precise|specific|exact|concrete|clear|definite|detailed) enough\b/,
      /\b(?:could|can|may|might) be (?:anything|any (?:number|value|amount|price))\b/,
      /\b(?:forgot|omitted|left out|forgotten)\b/,
    ],
    lackHeading: [
      /^(?:#{1,6} |\d{1,2}[.)] )?(?:what(?:'s| is| we are| i am|'re)? )?(?:missing|lacking|unknown|not given|not provided|not stated|unspecified|still needed|needed|required|open|gaps?|unknowns?)(?: (?:information|data|values?|premises?|details?|info|pieces?|quantit(?:y|ies)|facts?|here|from the problem|inputs?|variables?))?\s?[:.?]?$/,
      /^(?:missing|lacking|not given|unspecified|unknown|not stated|not provided)(?: information| data| values?| info| details?| quantity| inputs?| parameters?)?\s?[:–—-] /,
      /\b(?:is|are) (?:missing|not given|not provided|not stated|unknown|needed|lacking)\s?:$/,
    ],
    unsolvable: [
      /\b(?:needs?|requires?) (?:a (?:little|bit) |some )?(?:more|additional|further) (?:information|details|data)\b/,
      new RegExp(`\\b${CANNOT}\\b.{0,70}\\b${SOLVE}`),
      /\b(?:impossible|unsolvable|insoluble|unanswerable|flawed|faulty|no (?:solution|unique|single|definite|definitive|numerical|final|exact|unambiguous) ?(?:solution|answer|number|result|value)?|ill-posed|ill-defined|indeterminate|undetermined|underdetermined|too vague|does not exist|doesn't exist|(?:problem|question|statement|information|info|data|text|exercise|prompt|puzzle|it|this)(?: \w{1,12}){0,3} (?:is|are|seems?|looks?|appears?)(?: to be)? incomplete|insufficient|not enough info(?:rmation)?|enough info(?:rmation)?|not solvable|not answerable|nonsensical|makes no sense|doesn't make sense)\b/,
      /\b(?:won't|refuse to|rather not|prefer not to|would not|wouldn't|not going to) (?:\w{1,10} )?(?:answer|solve|guess|give|commit|speculate)\b/,
      /\b(?:something|problem|question|statement|exercise|puzzle|task|there)(?: \w{1,12}){0,3} (?:seems?|looks?|is|has|contains?|appears?)(?: to (?:be|have|contain))? (?:\w{1,10} )?(?:off|wrong|odd|error|mistake|mistaken|broken|fishy|amiss|not right|incorrect|missing|flaw|problem)\b/,
      /\b(?:i|we) (?:really |honestly |simply )?(?:do not|don't|have no idea|have no clue|am not sure|'m not sure|am stuck|'m stuck)(?: know)?(?: how to (?:solve|answer)| what the answer| the answer)?\s?[.!]?$/,
      /\b(?:cannot|can't|can not|could not|couldn't|unable to) (?:be )?(?:\w{1,10}ly )?(?:solved?|answer(?:ed)?|determined?|calculated?|computed?|found)\b/,
      /\bbeyond (?:me|my)\b|\bstumped\b|\bno idea\b/,
    ],
    contradiction: [
      /\bcontradict/,
      /\b(?:inconsisten|incompatib|irreconcil|mutually exclusive|self-contradict|paradox)/,
      /\b(?:conflict|clash|disagree|discrepan|mismatch|at odds|at variance|contrary to|out of line)/,
      /\b(?:do(?:n't| not|nt)|does(?:n't| not|nt)|did(?:n't| not)|cannot|can't|not|never|isn't|won't|fail to|fails to) (?:really |quite |actually |seem to |all |both )?(?:match|agree|add up|fit|tally|square|line up|correspond|coincide|be reconciled|reconcile|equal|hold|be true|go together|work out|consistent|be right|be correct|be both|come out of)\b/,
      /\b(?:cannot|can't|can not) (?:be )?both\b|\bnot both\b|\bcan(?:'t|not) (?:both|all) be\b/,
      /\bboth are (?:stated|given)\b/,
      /\b(?:gives?|given|states?|stated|mentions?|mentioned|has|are|there are|quotes?|quoted|lists?|appear|is) (?:as |with |at )?(?:two|different|both|conflicting|twice)\b.{0,60}\b(?:different|values|sizes|numbers|prices|figures|amounts|ages|times|ones|ways|counts|totals)\b/,
      /\btwo (?:conflicting|contradictory|differing) \w{3,15}s\b|\btwo different (?:values|numbers|prices|figures|amounts|ages|counts|totals|rates|weights|lengths|statements|answers)\b|\btwo different \w{3,15}s (?:are|appear|for|of)\b|\btwo (?:values|sizes|numbers|prices|figures|amounts|ages|counts|totals|rates|weights|lengths) (?:are|is|for|were|of|here|in)\b/,
      /\b(?:noticed|seems|appears|there is|there's|contains|must be|has|is|be) (?:to be )?(?:a |an |some )?(?:typo|error|mistake|discrepancy|slip|misprint|inconsistency|contradiction)\b/,
      /\b(?:confus|puzzl)(?:ed|ing) (?:about|by)\b/,
      /\b(?:stating|saying|writing|claiming|giving|the (?:stated|given|claimed)) .{1,40} (?:is|are|must be|would be) (?:therefore |thus |hence |then )?(?:wrong|false|incorrect|impossible|mistaken)\b/,
    ],
    contrast: [
      /\b(?:gives?|states?|mentions?|says?|lists?|quotes?) both\b/,
      /\b(?:yet|but|whereas|while|although|though|however|later|then|even though|when)\b.{0,60}\b(?:text|problem|statement|question|it|you|recipe|exercise|story|she|he|they)\b.{0,25}\b(?:says?|states?|said|stated|wrote|write|gives?|given|claims?|mentions?|say|speaks?|insists?|reports?|mention|claim)\b/,
      /\b(?:yet|but|whereas|while|although|though|however|even though)\b[^!?]{0,60}\b(?:is|are|was|were|gets?) (?:also |later |then |explicitly )?(?:stated|given|written|said|mentioned|claimed|listed|quoted|eaten|specified|reported)\b/,
      /\b(?:text|problem|statement|question|exercise|story) (?:first |also |later |then )?(?:says|states|gives|mentions|claims|lists)\b.{0,120}\b(?:and|but|yet|while) (?:later|then|also|elsewhere|again)\b/,
      /\b(?:yet|but|whereas|while|although|though) (?:you|according to you|the (?:text|problem|statement))\b/,
      /\bis given as\b.{1,60}\band (?:as|also)\b/,
      /\d[^!?]{0,20}(?:,| and)? (?:not|rather than|instead of|≠|and not|which is not|as opposed to|versus|vs\.?) (?:the |equal to |equal |exactly )?[$€£]?\d/,
      /(?:≠|\\neq?\b|!=)/,
      /\bwhich (?:is|are|would be|makes) (?:\w{1,12} )?(?:more|less|fewer|longer|larger|smaller|higher|lower) than\b/,
      /\b(?:exceeds?|more than|less than|larger than|smaller than|short of|falls short of|over) the (?:stated |given |available |total |total of )?[$€£]?\d/,
      /\b(?:should|would|ought to) (?:\w{1,12} ){0,3}(?:be|have|make|give|come to|leave|amount to|mean|need|take|cost|weigh)\b[^!?]{0,60}\d[^!?]{0,40}\b(?:but|yet|while|whereas|although|though|not|however|instead|only)\b/,
      /\bwhere (?:do|does|did) .{1,80} come from\b/,
      /\bdiffers? from\b|\bdiffer\b|\bdoes not equal\b|\bisn't equal\b|\bis more than \d|\bexceeds\b/,
      /\bthe (?:other|second|first) (?:statement|figure|number|value|premise) (?:says|gives|implies|is)\b/,
      /\b(?:can't|cannot|can not|couldn't|not) be \$?\d/,
      /\b(?:is|are|was|were|be) (?:therefore |thus |simply |clearly |obviously |hence )?(?:mistaken|wrong|incorrect|false|erroneous|off by)\b|\bnot in (?:accordance|line|agreement|keeping|accord) with\b/,
      /\byou (?:mention|say|write|wrote|said|state|claim|gave)\b.{0,40}\d/,
    ],
    negative: [
      /\b(?:not|no|never|neither|nor|nothing|nowhere|none|nobody|cannot|without|unable|wrong|unfortunately|sorry|apologi[sz]e|apologies|afraid|unknown|missing|lack|lacks|lacking|silent|impossible|unclear|fails?|incorrect|mistaken|lost|absent|forgot|omitted)\b|n't\b/,
    ],
    refusal: [
      /\b(?:i(?:'m| am) sorry,? (?:but )?)?i (?:can(?:'t|not| not)|won't|am (?:not able|unable) to|must decline to|do not|don't) (?:assist|help|comply|discuss|engage|fulfil|fulfill|continue with|support|process|do that|talk about|provide assistance)\b/,
      /\bi can only (?:help|assist|answer|talk)\b/,
      /\bi(?:'m| am) (?:only|just) (?:able|here|allowed|designed|trained) to\b/,
      /\bas an? (?:ai|language model|\w{1,15} assistant|\w{1,15} bot)\b.{0,80}\b(?:can(?:'t|not)|only|unable|not)\b/,
      /\b(?:against|violates?|outside) (?:my|our|the) (?:guidelines|polic|rules|scope|capabilit)/,
      /\b(?:must|have to) decline\b|\bcannot (?:assist|comply|fulfil)/,
    ],
    answerMarker: [
      /(?:^|\b(?:the|my|our|your|so|final|therefore|thus) )(?:final |correct |numerical |short |full |overall )?(?:answer|final result|final solution)(?: here| to (?:the|this|your) (?:problem|question))?,? ?(?:is|would be|will be|comes to|equals|should be|=|:|was|therefore is|is therefore|is then|becomes)(?: therefore| thus| simply| just| then)?:? ?(?!(?:not|unknown|that|to|no|unclear|in the|impossible|undetermined|depend))/,
      /^(?:#{1,6} )?(?:final |short )?(?:answer|result|solution|ans|tl;?dr)\s?[.:=–—-]+/,
      /^(?:#{1,6} )?(?:final |short )?(?:answer|result|total)\s?$/,
      /^#{4}\s/,
      /"(?:final_?|numeric_?)?(?:answer|result|value|solution|total)"\s?:/,
    ],
    resultCue: [
      /\b(?:so|therefore|thus|hence|consequently|finally|answer|in total|altogether|total|giving|makes|result|in all)\b|=|→|⇒|⟹|∴/,
    ],
    bound: [/\b(?:least|most|minimum|maximum|fewest|smallest|largest|greatest|highest|lowest)\b/],
    range: [
      /\bbetween (?:[$€£]?\d|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty)[^.;]{0,24} and (?:[$€£]?\d|[a-z]{3,10})/,
      /\b(?:at (?:least|most)|(?<!\d )(?<!\d [a-z]{2,14} )(?:less|fewer|more) than (?=[$€£]?\d)|no more than|no less than|(?<!adds? |adding |sums? |comes? |totals? |show(?:s|ed|n)? |turn(?:s|ed)? )up to|minimum of|maximum of|anywhere|ranges?|or (?:more|less|fewer)\b|something (?:above|below|over|under)|(?:must|has to|will|would) be (?:over|above|below|under|more than|less than|greater|smaller)|(?:above|below|exceed\w{0,3}|greater than|smaller than) [$€£]?\d)/,
      /\bfrom [$€£]?\d[\d.,]{0,15} (?:\w{1,12} )?(?:to|up to) [$€£]?\d/,
      /\d (?:or|to) (?:more|less|fewer)\b/,
      /[<>≤≥] ?[$€£]?\d|\\(?:le|ge|lt|gt)q?\b/,
    ],
    case: [
      /\b(?:if|for|with|when|at|under|using|in case|by)\b(?=[^.;]{0,40}(?:\d|one|two|three))|\d+ \w{1,15} pay\b|\bdepending on\b/,
    ],
    condition: [/\b(?:if|provided|assuming|suppose|supposing|once|when)\b/],
    relative: [
      /\b(?:whatever|however many|however much|no matter (?:what|how))\b/,
      /\b(?:as many|as much|as old|as long) .{1,60}\bas\b.{1,60}\b(?:now|is|are|was|were|there|start|beginning|has|have)\b/,
      /\b(?:one|two|three|four|five|six|ten|half|twice|double|triple|\d+)\b[^.]{0,30}\b(?:more|fewer|less|times|older|younger|longer|as)\b[^.]{0,20}\b(?:than|as|what)\b[^.]{0,50}\b(?:there were|it was|were there|at the (?:start|beginning)|now|is|are|had|has|whoever)\b/,
      /\b(?:twice|half|double|triple|(?:two|three|four|five|\d+) times) (?:as (?:old|many|much|long|far|big|heavy|fast) as|the|his|her|their|its|\w{1,15}'s)\b(?!.{0,40}\d)/,
    ],
    remark: [
      /^[_( ]{0,3}(?:note|nb|n\.b\.|remark|check|verification|verify|to check|to verify|p\.s|ps|caveat|disclaimer|important|reminder|keep in mind|tip|fun fact|proof|sanity check|double-check)\b/,
    ],
    dangling: [
      /(?:\b(?:the|a|an|of|is|are|was|to|and|or|by|from|that|which|be|we|per|then|so|as|if|than|costs|equals|gives|get|have|their|his|her|its|must|will|would|this|these|our|plus|minus|times|because)|[=+×·/÷(,–-]|\\cdot|\\times|\bthe total)\s*$/,
    ],
    trial: [/^(?:let's|let us|let me) (?:try|test|check|see)\b/],
  },
} satisfies Language;
