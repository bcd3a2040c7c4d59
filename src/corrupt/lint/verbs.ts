/** Verbs of word problems in their base form. */
const BASES = `
  have do go come get be need want buy sell make take cost weigh give eat read bake earn pay walk run drive own
  use see put keep hold plan say know think find tell ask work call try leave feel seem help show play move
  live believe bring happen write sit stand lose meet include continue set learn change lead understand
  watch follow stop create speak spend grow open win teach offer remember consider appear serve die send
  build stay fall cut reach kill raise pass require report decide pull return explain hope develop carry
  break receive agree support hit produce cover catch draw choose cause save share split drink cook clean
  wash fill pour empty measure count collect gather plant water pick order add remove divide multiply
  subtract double triple start finish begin end travel ride fly swim jog climb cross arrive visit park
  score shoot throw kick lift drop store pack load unload ship deliver paint sew knit mow dig sleep rest
  wake wait charge lend borrow owe donate contain consist equal total contribute last fit fix feed
  produce burn drain flow pump leak melt freeze boil mix stir chop slice wrap hang fold type print copy
  rent hire invest deposit withdraw double exceed remain belong differ turn rise increase decrease rain
  snow shine cost hand lay dry hunt fish kick race dance sing hike camp study attend graduate train
  practise practice compete tie beat stack pile arrange line place attach connect burst blow float sink
  stretch bend tear rip stick glue tape sharpen erase colour color decorate celebrate invite host marry
  cycle row sail skip hop jump bounce roll slide spin shake squeeze press push tap knock ring sound hear
  listen smell taste touch notice realize realise discover discard recycle reuse repair replace exchange
  trade swap convert compare match wear dress lie bear bill grant award reward tip bet bid vote elect
  choose prefer like love enjoy hate fear wish let allow permit force order warn promise refuse accept
  reject deny admit claim argue discuss talk chat shout whisper laugh cry smile sweat breathe bite chew
  swallow lick suck spill scatter spread sow harvest reap weed prune trim shave peel crack hatch lay
  apply supply multiply reply rely comply imply calculate compute determine round express assume suppose
  milk shear groom pet adopt breed raise rescue release
  `
  .trim()
  .split(/\s+/);

const PASTS = `
  had did went got was were bought sold made took gave ate read paid ran drove saw put kept held said knew
  thought found told left felt brought wrote sat stood lost met set led understood spoke spent grew won
  taught sent built fell cut hit caught drew chose drank rode flew swam shot threw woke lent fed burnt
  froze hung laid rose sang tore stuck blew sank bent shook spun rang heard wore lay bore bet let bit
  spread sowed mown gone been done seen eaten given taken driven written grown flown thrown drunk begun
  began broke broken chosen come came become became cost fit shone slept swept split dug stole hid hidden
  forgot sent sprang strung struck swore wept wound shut hurt quit knelt dealt learnt leapt meant
  `
  .trim()
  .split(/\s+/);

/** Forms of be, do, have, and those that need another verb after them. */
const AUXILIARIES = `
  is are was were be been being am has have had having does do did doing will would can could shall should
  may might must cannot ought let lets let's isn't aren't wasn't weren't hasn't haven't hadn't doesn't
  don't didn't won't wouldn't can't couldn't shouldn't it's he's she's that's there's what's who's here's
  they're we're you're i'm he'll she'll they'll it'll we'll i'll you'll he'd she'd they'd i'd i've they've
  we've you've how's where's`
  .trim()
  .split(/\s+/);

/** The form of the third person: "goes", "carries", "costs". */
export function thirdPerson(verb: string): string {
  if (verb === 'have') return 'has';
  if (verb === 'be') return 'is';
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

const BASE = new Set(BASES);
const THIRD = new Set(BASES.map(thirdPerson));
const FINITE = new Set([...PASTS, ...AUXILIARIES]);

/** Bases that are the past too ("put"), or that a subjunctive or a noun often is: no slip after "he". */
const UNCLEAR = new Set(
  'put set cut hit let read bet split fit cost burst spread quit beat like'.split(' '),
);

export function isBaseVerb(word: string): boolean {
  return BASE.has(word) && word !== 'be';
}

/** "costs", "weighs", "holds": the form that agrees with "it". */
export function isThirdPerson(word: string): boolean {
  return THIRD.has(word);
}

/** A base form that cannot stand after "he", "she" or "it" without a helping verb. */
export function clashesWithHe(word: string): boolean {
  if (word === 'are' || word === 'were') return true;
  return BASE.has(word) && word !== 'be' && !UNCLEAR.has(word);
}

/** Whether a word is a verb with tense, wherever it stands. */
export function hasTense(word: string): boolean {
  return FINITE.has(word) || /(?:n't|'re|'ll|'ve)$/.test(word);
}

/** Words after which a base form is right: "does he have", "let it cool", "suggests that he go". */
export function helpsVerb(word: string): boolean {
  return HELPERS.has(word);
}

const HELPERS = new Set(
  `do does did don't doesn't didn't can could will would shall should may might must cannot can't couldn't
   won't wouldn't shouldn't let lets let's make makes made making help helps helped helping have has had
   having see sees saw seen watch watches watched hear hears heard that to lest`.split(/\s+/),
);
