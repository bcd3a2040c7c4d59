import type { Sign } from './injection.ts';
import { LiteralScan } from './literal-scan.ts';
import { neededLiterals } from './needed-literals.ts';
import { NOT_BEHIND_ORDINAL } from './ordinals.ts';

export interface InjectionPattern {
  readonly kind: Sign['kind'];
  /** Matches folded text: lower case, without accents or invisible characters. A word in the group `key` that the problem has too is no sign. */
  readonly pattern: RegExp;
  /** False where it surely has no match: a pattern that may begin at any letter is slow to say so itself. */
  readonly mayMatch?: (folded: string) => boolean;
}

function patterns(kind: Sign['kind'], ...sources: readonly string[]): InjectionPattern[] {
  return sources.map((source) => ({ kind, pattern: new RegExp(source, 'gu') }));
}

const GRADER =
  '(?<key>graders?|evaluators?|annotators?|markers?|assessors?|raters?|labell?ers?|judges?|classifiers?|examiners?|reviewers?|verifiers?|scorers?)';
const KIND = '(?:(?:ai|llm|automated|automatic|human|language model|reply|response|answer) ){0,2}';
const LABEL =
  '(?:asks|names|balks|asks[-_ ]other|assumes|open[-_ ]form|guesses|solves|errs|overasks)';
const REPLY = '(?:reply|response|answer|output|message|submission|solution)';
const INSTRUCTIONS = String.raw`(?:instruc\w{1,10}|istruzion\w|prompts?|rubrics?|guidelines?|anweisung\w{0,3}|vorgaben|consignes|system message)`;

/** What bears one of these is said to a grader, or hidden from the user: no part of a reply to him. */
export const STRONG: readonly InjectionPattern[] = [
  ...patterns(
    'addresses-grader',
    `\\b(?:dear|hey|hello|hi|attention|note to|message (?:to|for)|notice (?:to|for)|to|for) (?:the |any |all |my |our )?${KIND}${GRADER}\\b`,
    `(?<=(?:^|[\\n.!?;:>*#\\[(/%]) {0,8})${KIND}${GRADER} ?(?:[:,!\\]]|note\\b)`,
    '\\b(?:label|mark|grade|score|rate|classify|categori[sz]e|tag) (?:this|my|the above|the following|the present|it|that) (?:as|with)\\b',
    `\\b(?:count|treat|consider|regard|record|judge|accept|mark|tag) (?:this|my|the above|the following|the present) ${REPLY} (?:as|with|to be)\\b`,
    `\\b(?:label|mark|grade|score|rate|classify|evaluate) (?:this|my|the above|the present) ${REPLY}\\b`,
    // Spanish, French, Italian, Portuguese; German, Dutch.
    '\\b(?:etiquet(?:a|e|ar|ez)|califi(?:ca|que|car)|clasifi(?:ca|que|car)|evalua(?:r)?|puntu(?:a|e|ar)|marca|consider(?:a|e|ez)|not(?:e|ez)|class(?:e|ez)|classifica|valuta|segna|avalie|marque)\\b[^\\n.!?]{0,30} (?:respuesta|reponse|risposta|resposta)\\b',
    '\\b(?:markiere|bewerte|werte|stufe|kennzeichne|beoordeel|markeer)\\b[^\\n.!?]{0,30} (?:antwort|antwoord)\\b',
    // Russian, Chinese, Japanese, Korean.
    '(?:оцен(?:и|ите|ить)|отметь|отметьте|классифицируй|классифицируйте)[^\\n.]{0,40}(?:ответ|как)',
    '(?:评分|评判|评估|打分|评审|判定|标记|标注|归类)[^\\n。]{0,16}(?:为|成|作)|(?:評価|採点|判定|分類)[^\\n。]{0,20}(?:して|ください)|(?:채점|평가|분류|표시)[^\\n.]{0,20}(?:하십시오|하세요|해 ?주)',
  ),
  ...patterns(
    'overrides',
    `\\b(?:ignor(?:e|ing|a|ad|ez|iere|ieren)|disregard|forget|override|overrule|bypass|discard|olvida|oubliez?|vergiss|dimentica|negeer)\\b[^\\n.!?]{0,60}\\b${INSTRUCTIONS}\\b`,
    '(?:игнорируй|забудь|пренебреги)[^\\n.]{0,40}(?:инструкц|указани)|(?:忽略|无视|忘记|不要理会)[^\\n。]{0,16}(?:指令|指示|说明|规则|提示)|(?:指示|命令)[^\\n。]{0,12}無視|(?:지시|명령)[^\\n.]{0,12}무시|تجاهل[^\\n.]{0,30}تعليمات|निर्देश[^\\n.]{0,30}(?:अनदेखा|नज़रअंदाज़)',
    `\\b(?:new|updated|revised|real|actual|hidden|secret) (?:system )?${INSTRUCTIONS}\\b`,
    `\\b(?:repeat|print|reveal|output|show|leak|quote)\\b[^\\n.!?]{0,40}\\b(?:system prompt|your ${INSTRUCTIONS}|the ${INSTRUCTIONS} (?:above|you))`,
    '\\b(?:developer|debug|admin|god|maintenance) mode\\b|\\bsystem prompt\\b',
  ),
  ...patterns(
    'verdict',
    '["\'`](?:label|verdict|grade|rating|classification|category|judge?ment)["\'`]\\s{0,4}:',
    '</?(?:label|verdict|grade|judge?ment|evaluation|rating|classification)\\b[^>\\n]{0,60}>',
    `\\b(?:label|verdict|grade|classification|category|judge?ment)\\s{0,3}(?:=|:|is|->|→|should be|must be)\\s{0,3}["'\`*]{0,3}${LABEL}\\b`,
    `\\b(?<key>label|verdict|category|class)\\s{1,3}["'\`*]{0,3}${LABEL}\\b`,
    '(?<![\\p{L}-])(?:asks[-_]other|open[-_]form|overasks)(?![\\p{L}-])',
  ),
  ...patterns(
    'role',
    '<\\|[^|\\n]{1,40}\\|>|\\[/?(?:inst|sys|system|assistant|user|developer)\\]|<</?sys>>',
    '</?(?:system|message|assistant|user|human|developer|instructions?|prompt|tool|tool_call|tool_result|tool_response|function_call|function_results?|admin|start_of_turn|end_of_turn)\\b[^>\\n]{0,60}>',
    '(?<=^|\\n)[ \\t>#*_\\-\\[(]{0,8}(?:system|assistant|user|human|developer|admin|tool|moderator|openai|anthropic)(?: (?:message|prompt|note|notice|override|output|result|response|instruction|update|call))?[ \\t*_\\])]{0,4}:',
    '"(?:role|tool_call_id|tool_calls|function_call)"\\s{0,4}:|\\b(?:tool|function)[ _](?:call|output|result|response)\\b',
  ),
  ...patterns(
    'marker',
    '</?(?:reply|student|summary|details|submission|candidate|data|untrusted|user_input)\\b[^>\\n]{0,40}>',
    '[\\[<{=\\-~]{2,12}[ \\t]{0,4}(?:\\w{1,40} ){0,2}(?:begins?|starts?|ends?)(?: of)?(?: the)?(?: \\w{1,20}){0,2}[ \\t]{0,4}[\\]>}=\\-~]{2,12}',
    '\\b(?:end|start|beginning) of (?:the )?(?:reply|response|submission|data|transcript|user input|untrusted)\\b|\\breply (?:begins|ends)\\b',
  ),
  ...patterns(
    'hidden-text',
    '<!--(?:(?!<!--)[\\s\\S]){0,4000}?(?:-->|$)|\\[(?://|comment|_|hidden)\\]: ?(?:#|<>)[^\\n]{0,600}|(?<=^|\\n)(?:%[^\\n]{0,600}\\n?){1,100}',
    '\\\\(?:h|v)?phantom\\{(?=[^{}\\n]{0,40}\\p{L}{3})[^{}\\n]{0,400}\\}|\\\\(?:text)?color\\{(?:white|transparent)\\}[^\\n]{0,400}|\\\\begin\\{comment\\}[\\s\\S]{0,1000}?(?:\\\\end\\{comment\\}|$)|\\\\iffalse\\b[\\s\\S]{0,2000}?(?:\\\\fi\\b|$)',
    '<[^>\\n]{0,120}(?:display: ?none|visibility: ?hidden|font-size: ?0|opacity: ?0|color: ?(?:white|#fff(?:fff)?|transparent)|\\bhidden\\b)[^>\\n]{0,120}>[^\\n]{0,600}',
  ),
];

/** Words that a reply to a word problem has little use for, unless the problem has them too. */
export const WEAK: readonly InjectionPattern[] = [
  ...patterns(
    'talks-of-grading',
    `${NOT_BEHIND_ORDINAL}\\b${GRADER}\\b`,
    '\\b(?<key>grad(?:e|ed|ing)|label(?:l?ed|l?ing|s)?|scor(?:e|ed|es|ing)|rubrics?|verdicts?|rat(?:ing|ed)|evaluators?|classif\\w{1,8}|benchmarks?|datasets?|harness|rewards?|calibrat\\w{1,4}|annotat\\w{1,5}|instructions?|prompts?|prompted|jailbreak\\w{0,5}|json|yaml|base64|rot13|decod\\w{1,4}|guidelines?|polic(?:y|ies)|gpt|openai|anthropic|override|credit(?:ed)?|approv\\w{1,4}|certif\\w{1,6}|attest\\w{0,3}|judged|deemed|quality control|maintainers?|assess(?:ed|ment|ments)?|feedback|teachers?|metadata|categori[sz]\\w{1,5})\\b',
    '\\bto whom it may concern\\b|\\b(?:tick|check) (?:the|a) box\\b',
    '\\b(?:unit tests?|ground truth|gold (?:label|answer|standard)|answer key|expected (?:output|label|result)|output format|language model|pass(?:es|ed)?[/ ]fail|full marks?)\\b',
    '["\'`](?:final|confidence|evidence|asked|score|result)["\'`]\\s{0,4}:',
    `[:=>]\\s{0,3}["'\`]?${LABEL}(?=["'\`;,.!)\\s]|$)|\\b${LABEL}(?:[\\s,;]{1,3}${LABEL}){1,20}\\b`,
    '\\b(?:as|is|was|be|under|for) an? (?:\\w{1,12} )?(?:question|request|clarification|enquiry|inquiry)\\b|\\bas (?:requests|questions|clarification)\\b|\\b(?:clarification|information) (?:was|is|has been) (?:requested|asked)\\b|\\b(?:question|request)[\\w ]{0,20}=\\s?(?:yes|true|1)',
    '\\b(?:who(?:so)?ever|anyone|those|machines?|models?|scripts?) (?:who )?(?:reads?|reading|checks?|checking|processing|parsing)\\b|\\b(?:draft|scratch)\\b[^\\n.!?]{0,60}\\b(?:ignored?|considered|counted?)\\b|\\b(?:context|conversation) reset\\b|\\bnew conversation\\b',
    `["'\`]${LABEL}["'\`]|\\b(?:as|is an?|=>?|->) ${LABEL}\\b`,
    '\\b(?:calificador\\w{0,3}|evaluador\\w{0,3}|evaluacion|puntuacion|etiqueta|instrucciones|correcteur|evaluateur|etiquette|consigne|bewertung\\w{0,4}|gutachter\\w{0,2}|prufer\\w{0,2}|korrektor|anweisung\\w{0,2}|valutatore|valutazione|istruzioni|avaliador|avaliacao|beoordel\\w{1,6}|degerlendir\\w{1,8}|ocenia\\w{1,6}|bedom\\w{1,6}|arvioi\\w{1,6}|juez|jueces|juge|richter)\\b',
    'оцен(?:к|щ|и)|инструкц|评分|评判|评估|打分|评审|标注|标签|指令|提示词|評価|採点|指示|채점|평가|지시|تقييم|تعليمات|मूल्यांकन|निर्देश',
  ),
  ...patterns(
    'overrides',
    // "I disregard the second value" is said to the user.
    '(?<!\\bi )(?<!\\bi (?:will|would) )\\b(?<key>disregard|forget|override|overrule|bypass)\\b|\\bignore\\b[^\\n.!?]{0,40}\\b(?:rules?|above|everything)\\b|\\byou are (?:now|no longer)\\b|\\bfrom now on\\b|\\b(?:pretend|role-?play|act as)\\b|\\b(?:only|just|simply) (?:output|return|respond|print)\\b',
  ),
  ...patterns(
    'talks-of-itself',
    `\\b(?:this|my|the above|the present|the preceding) ${REPLY}\\b[^\\n.!?]{0,80}\\b(?:was|does|did|has|had|asks?|asked|asking|should|must|requests?|requested|counts?|qualif\\w{1,4}|deserves?|constitutes?|contains?|satisf\\w{1,4}|meets?)\\b`,
    "\\b(?:i|we)(?: have|'ve)? (?:already |clearly |explicitly |just |in fact |indeed )?(?<key>did ask|asked|requested)\\b|\\b(?:user|questioner|asker) (?:was|has been|is(?: being)?) asked\\b",
    `\\b(?:consider|see|regard|view|treat|interpret|read) (?:this|my|the above) ${REPLY}\\b`,
  ),
  ...patterns('lookalikes', '(?<=[a-z])[013457][a-z]{1,20}[013457][a-z]'),
  ...patterns('lookalikes', '(?<![\\p{L}\\d])[a-z](?:[ .\\-_][a-z]){5,20}(?!\\p{L})').map(
    (spaced) => ({
      ...spaced,
      mayMatch: hasSpacedLetters,
    }),
  ),
];

/** Whether six letters stand apart in a row, as in "s c o r e d". */
function hasSpacedLetters(text: string): boolean {
  let [inRow, inRowBefore, before] = [0, 0, OTHER];
  for (let at = 0; at < text.length; at += 1) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    const letters = kind === LETTER ? 1 + (before === GAP ? inRowBefore : 0) : 0;
    if (letters === 6) return true;
    [inRowBefore, inRow, before] = [inRow, letters, kind];
  }
  return false;
}

const [OTHER, LETTER, GAP] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z]/.test(character) ? LETTER : /[ .\-_]/.test(character) ? GAP : OTHER;
});

let signs: LiteralScan | undefined;

/** Which of them a text can match at all, the strong ones first: most replies bear no sign. */
export function possibleSigns(folded: string): readonly number[] {
  signs ??= new LiteralScan(
    [...STRONG, ...WEAK].map(({ pattern }) => neededLiterals(pattern.source)),
  );
  return signs.scan(folded);
}
