import type { Language } from '../language.ts';
import { counted, set, table } from './word-lists.ts';

const GIVEN =
  '(?:donne\\w{0,3}|indiqu\\w{1,3}|precis\\w{1,3}|mentionn\\w{1,3}|connu\\w{0,2}|connai\\w{1,3}|fourni\\w{0,3}|sai[st]\\b|dit\\w{0,2}|specifi\\w{1,3}|figur\\w{1,3}|defini\\w{0,2}|communiqu\\w{1,3}|clair\\w{0,1}|disponible\\w{0,1}|renseign\\w{1,3}|chiffr\\w{1,3}|enonc\\w{1,3}|revel\\w{1,3}|contient|suffis\\w{1,5}|trouv\\w{1,3})';

const SOLVED =
  '(?:resou\\w{1,4}|resol\\w{1,5}|calcul\\w{1,3}|determin\\w{1,3}|repon\\w{1,4}|trouv\\w{1,3}|obten\\w{1,3}|conclu\\w{1,3}|dire\\b|donner\\b|savoir\\b|deduir\\w{0,2}|etabli\\w{1,3})';

/** The numbers below a hundred, with and without hyphens between their words. */
function compounds(): Record<string, string> {
  const small = counted(
    'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
  );
  const names = Object.keys(small);
  const found: Record<string, string> = { ...small };
  const tens: ReadonlyArray<readonly [string, number, number]> = [
    ['vingt', 20, 9],
    ['trente', 30, 9],
    ['quarante', 40, 9],
    ['cinquante', 50, 9],
    ['soixante', 60, 19],
    ['quatre-vingt', 80, 19],
  ];
  for (const [ten, value, most] of tens) {
    found[ten] = String(value);
    for (let n = 1; n <= most; n += 1) {
      found[`${ten}-${names[n]}`] = String(value + n);
      if (n === 1 || n === 11) found[`${ten}-et-${names[n]}`] = String(value + n);
    }
  }
  found['quatre-vingts'] = '80';
  return found;
}

export const french = {
  name: 'French',
  script: null,
  marks: set(
    'le les des est une combien quel quelle quels quelles pas ne dans pour par du il et que nous sont donc vous ce sur avec au aux manque reponse la de en un elle chaque sans qui je on cela faut qu',
  ),
  decimalComma: true,
  numberWords: { ...compounds(), demi: '1/2', demie: '1/2', moitie: '1/2' },
  multipliers: table('cent:100 cents:100 mille:1000 million:1000000 millions:1000000 douzaine:12'),
  parts: table(
    'tiers:1/3 quart:1/4 quarts:1/4 cinquieme:1/5 cinquiemes:1/5 huitiemes:1/8 dixiemes:1/10',
  ),
  joiners: set('et'),
  articles: set('un une'),
  abbreviations: set('p.ex ex m mme dr etc env no min max cf'),
  stopWords: set(
    `le la les l un une des du de d au aux a en dans par pour avec sans sur sous entre vers chez et ou mais donc or ni car que qu qui quoi dont si ne n pas plus moins tres aussi alors ainsi
    est sont etait etaient sera seront etre suis a ont avait avaient peut peuvent pourriez pourrait pouvez peux doit doivent faut serait y il elle on je j tu nous vous ils elles me m te t se s lui leur mon ma mes ton ta tes son sa ses notre votre vos leurs
    ce cet cette ces c cela ca ci
    quel quelle quels quelles comment ou quand pourquoi
    savoir sait sais dire dites dis donner donnez donne indiquer indiquez preciser precisez fournir fournissez merci svp plait information informations donnee donnees valeur valeurs probleme enonce question reponse texte besoin
    correct correcte exact exacte exactement vrai reellement vraiment chose tout toute toutes quelques certains`,
  ),
  fillers: set(
    `manque manquent pense crois semble parait trop peu s'il vous plait veuillez merci de fournir fournissez donner donnez preciser precisez verifier verifiez clarifier clarifiez completer plus d'informations informations information donnees donnee details detail supplementaires supplementaire complementaires manquantes manquante manquants necessaires necessaire completes l'enonce enonce probleme le la les des une un question exercice ce cet cette pour que je puisse resoudre repondre vous pouvez pourriez me nous il faut faudrait besoin j'ai davantage est et ou en avec
    peux pouvons puis suis arrive parviens bonjour desole desolee malheureusement insuffisantes insuffisant suffisantes pas ne n'est sont reformuler revoir erreur correctement quelque chose l'exercice du au a d l j s il plait sans autres toutes toute possible impossible`,
  ),
  words: table(`
    sorte:#kind type:#kind marque:#kind nom:#kind
    prix:price cout:price coute:price coutent:price tarif:price montant:price vaut:price
    valent:price paie:pay paient:pay payer:pay paye:pay paya:pay dollar:dollar dollars:dollar
    euro:dollar euros:dollar centimes:dollar francs:dollar argent:dollar frais:fee
    recette:income|recipe recettes:income revenu:income gagne:income salaire:income benefice:profit
    profit:profit depense:spend depensent:spend epargne:save economise:save monnaie:change
    taux:exchange vitesse:speed rapide:speed rapidement:speed allure:speed debit:speed|rate
    temps:time duree:time dure:time met:time mettent:time longtemps:time heure:hour horaire:hour
    minute:minute seconde:seconds|second jour:day quotidien:day semaine:week mois:month
    mensuel:month an:year ans:year annee:year annuel:year weekend:weekend samedi:weekend
    dimanche:weekend age:age ages:age vieux:age distance:distance eloigne:distance loin:distance
    parcours:distance trajet:distance|trip|journey longueur:length long:length longue:length
    largeur:width large:width hauteur:height haut:height haute:height profondeur:depth profond:depth
    aire:area surface:area superficie:area perimetre:perimeter volume:volume litre:volume
    litres:volume contenu:volume contenance:volume capacite:capacity contiennent:capacity
    contient:capacity|hold poids:weight pese:weight pesent:weight masse:weight lourd:weight
    kilogramme:kilogram kilo:kilogram gramme:gram grammes:gram kilometre:kilometre
    kilometres:kilometre metre:metre metres:metre centimetre:centimetre pourcent:percent
    pourcentage:percent interet:interest interets:interest remise:discount rabais:discount
    reduction:discount reduit:discount augmentation:increase augmente:increase hausse:increase
    difference:difference ecart:difference total:total somme:total totale:total tous:total
    ensemble:total|together chaque:each par:each chacun:each chacune:each unitaire:each
    nombre:#count combien:#count quantite:#count moyenne:average moitie:half quart:quarter
    part:part|share|slice fraction:part partie:part debut:initially initial:initially
    initialement:initially depart:initially maintenant:now actuel:now actuellement:now
    reste:leave restent:leave restant:leave ami:friend amis:friend amie:friend
    personne:person personnes:person gens:person invite:person passager:person|passenger
    passagers:person|passenger membre:person|member enfant:child enfants:child fils:child
    fille:child adulte:adult adultes:adult eleve:pupil eleves:pupil etudiant:pupil etudiants:pupil
    professeur:teacher enseignant:teacher ouvrier:worker travailleur:worker employe:worker
    mere:mother pere:father frere:brother soeur:sister cousin:cousin cousine:cousin voisin:neighbour
    voisins:neighbour groupe:group famille:family classe:class ecole:school equipe:team
    fermier:farmer agriculteur:farmer boulanger:baker boite:box boites:box carton:box
    caisse:box|crate caisses:box|crate paquet:box|pack cagette:crate sac:bag sacs:bag sachet:bag
    paquets:pack pot:jar pots:jar bocal:jar bouteille:bottle bouteilles:bottle verre:glass
    verres:glass panier:basket paniers:basket plateau:tray plateaux:tray reservoir:tank cuve:tank
    citerne:tank seau:bucket seaux:bucket etagere:shelf etageres:shelf rayon:shelf|radius
    table:table tables:table chaise:chair chaises:chair place:seat|ticket places:seat siege:seat
    sieges:seat rangee:row rangees:row rang:row chambre:room salle:room piece:room|coin|piece
    maison:house|home maisons:house|home domicile:home jardin:garden champ:field terrain:field
    cloture:fence barriere:fence fil:wire mur:wall chemin:path allee:path sentier:path route:road
    arbre:tree arbres:tree fleur:flower fleurs:flower plante:plant plantes:plant piscine:pool
    bassin:pool eau:water pompe:pump pompes:pump machine:machine machines:machine imprimante:printer
    page:page pages:page livre:book livres:book cahier:notebook cahiers:notebook carnet:notebook
    stylo:pen stylos:pen crayon:pencil crayons:pencil billet:ticket billets:ticket ticket:ticket
    entree:ticket plan:map carte:map timbre:stamp timbres:stamp pieces:coin bille:marble
    billes:marble balle:ball ballon:ball jouet:toy jouets:toy chemise:shirt chemises:shirt
    veste:jacket blouson:jacket chaussure:shoe chaussures:shoe pomme:apple pommes:apple
    orange:orange oranges:orange citron:lemon citrons:lemon banane:banana bananes:banana
    biscuit:cookie biscuits:cookie cookie:cookie gateau:cake gateaux:cake pain:bread pains:bread
    oeuf:egg oeufs:egg poule:hen poules:hen farine:flour sucre:sugar lait:milk jus:juice the:tea
    cafe:coffee miel:honey amande:almond amandes:almond sandwich:sandwich sandwichs:sandwich
    fruit:fruit fruits:fruit bonbon:sweet bonbons:sweet chocolat:chocolate pizza:pizza crepe:pancake
    crepes:pancake riz:rice ciment:cement bougie:candle bougies:candle carreau:tile carreaux:tile
    corde:rope voiture:car auto:car bus:bus autobus:bus car:bus cars:bus train:train trains:train
    velo:bicycle bicyclette:bicycle bateau:boat avion:plane taxi:taxi gare:station gares:station
    station:station arret:station|stop arrets:station|stop cycliste:cyclist couloir:lane tour:round
    tours:round jeu:game match:game point:point points:point note:point notes:point test:test
    controle:test examen:test troisieme:third premier:first premiere:first premiers:first
    deuxieme:second second:second quatrieme:fourth dernier:last derniere:last matin:morning
    matinee:morning compte:account banque:bank colis:parcel refuge:shelter foyer:shelter cadeau:gift
    fete:party commande:order membres:member rouge:red rouges:red bleu:blue bleue:blue bleus:blue
    vert:green verte:green verts:green jaune:yellow jaunes:yellow noir:black noire:black
    noires:black blanc:white blanche:white couleur:colour grand:big|large grande:big|large
    grands:big|large petit:small petite:small petits:small nouveau:new nouvelle:new leger:lighter
    autre:other autres:other normal:regular ordinaire:ordinary base:basic fixe:basic plein:full
    vide:empty achete:buy achetent:buy vend:sell vendent:sell vendu:sell vendus:sell donne:give
    donnent:give mange:eat mangent:eat lit:read lire:read lisent:read cuit:bake prepare:bake
    fait:make font:make fabrique:make peint:paint peindre:paint peindrait:paint remplit:fill
    remplissent:fill marche:walk court:run courir:run nage:swim nager:swim roule:ride
    parcourt:ride|travel voyage:travel|trip|journey travaille:work partagent:share partager:share
    recoit:get obtient:get montent:board descendent:alight besoin:need seul:alone seule:alone
    propre:own numero:number couche:layer sol:floor etage:floor cote:side cotes:side carre:square
    rectangle:rectangle cercle:circle diametre:diameter cleo:cleo mouton:sheep moutons:sheep
    vache:cow vaches:cow chien:dog chiens:dog chat:cat chats:cat hotel:hotel nuit:night nuits:night
    chanson:song chansons:song photo:photo photos:photo lettre:letter lettres:letter porte:door
    fenetre:window cours:lesson|course lecon:lesson excursion:trip batterie:battery telephone:phone
    forfait:plan electricite:electricity repas:meal tasse:cup morceau:piece tranche:slice
    feuille:sheet planche:board  `),
  endings: ['s', 'x', 'es', 'e'],
  counted:
    /\bcombien d(?:e |')([a-z-]{2,30})\b|\bquel(?:le|s|les)? ([a-z-]{2,30}) (?:est|sont|a|ont)\b/,
  phrases: [
    [/\bquel age\b/g, '#age'],
    [/\ben combien de temps\b|\bcombien de temps\b|\b(?:pendant|depuis) combien\b/g, '#time'],
    [/\ba quelle vitesse\b/g, '#speed'],
    [/\ba quelle distance\b/g, 'distance'],
    [
      /\bcombien (?:coute|coutent|vaut|valent|paie|paient|a-t-\w{2,3} paye)\b|\bcoute-t-\w{2,4}\b|\bcoutent-\w{3,5}\b/g,
      '#money',
    ],
    [/\bcombien (?:pese|pesent)\b/g, '#weight'],
    [/\bcombien (?:mesure|mesurent)\b/g, '#length'],
    [/\bcombien\b/g, '#count'],
    [/\bde combien\b/g, '#by'],
    [/\bquel pourcentage\b|\bpour cent\b/g, '#percent'],
    [/\btaux de change\b/g, 'exchange #rate'],
    [/\btaux d'interet\b/g, '#percent'],
    [/\bprise en charge\b/g, '#money basic'],
    [/\bweek-?end\b|\bfin de semaine\b/g, 'weekend'],
    [/\bau (?:depart|debut)\b/g, '#now'],
    [/\ben tout\b|\bau total\b/g, '#total'],
    [/\baujourd'hui\b/g, '#now'],
  ],
  patterns: {
    toGrader: [/\b(?:notez|marquez|evaluez) cette reponse\b/],
    courtesy: [
      /\b(?:voulez|souhaitez|veux|souhaites|aimeriez)[- ](?:vous|tu)\b/,
      /\b(?:n'hesitez pas|n'hesite pas|si vous avez (?:d'autres |des )?questions|d'autres questions|j'espere que)\b/,
      /\b(?:dites|dis|faites|fais)-(?:moi|le-moi)? ?(?:savoir )?si (?:vous|tu|cela|ca|c'est|mon|l'hypothese)\b(?!.{1,80}\bou\b)/,
      /^(?:d'accord|compris|ca va|est-ce clair|ok)\s?\?/,
      /\bdois-je (?:aussi |encore )?(?:expliquer|detailler|montrer)\b/,
    ],
    selfTalk: [
      /^(?:pourquoi pas|et maintenant|comment (?:faire|calculer|trouver)|que sait-on|que savons-nous|n'est-ce pas|hmm+|est-ce possible)\b/,
    ],
    ownStep: [
      /^(?:d'abord |ensuite |donc |alors )?(?:il faut|nous devons|on doit|nous avons besoin|on a besoin)\b/,
    ],
    addressed: [/\b(?:vous|votre|vos|tu\b|toi|svp|dois-je|moi)\b/],
    interrogative: [
      /\b(?:quel|quelle|quels|quelles|combien|comment|ou|quand|pourquoi|qui|que|est-ce|est|a-t-\w{2,3}|sont)\b/,
    ],
    yesNo: [
      /^(?:et |mais )?(?:est-ce qu|est-il|est-elle|y a-t-il|\w{2,20}-t-(?:il|elle|on)|\w{2,20}-(?:ils|elles)|(?:le|la|les|l'|son|sa) ?\w{2,20}(?: \w{2,20}){0,2} \w{1,20}-(?:t-)?(?:il|elle|ils|elles)\b)(?!.{0,200}\d[^?]{0,12} ou [^?]{0,12}\d)(?!.{0,60}\b(?:combien|quel))/,
    ],
    indirectRequest: [
      /\b(?:pourriez|pouvez|pourrais|peux|voudriez)[- ](?:vous|tu)\b.{0,100}\b(?:dire|donner|indiquer|preciser|fournir|confirmer|clarifier|verifier|communiquer|completer|expliquer|partager|transmettre|rappeler)\b/,
      /\b(?:j'ai|j'aurais|il me faut|il me faudrait|il me manque|il nous manque|il nous faut|j'aimerais|je voudrais|je souhaiterais|je dois|je devrais|il faudrait que)\b.{0,40}\b(?:besoin|savoir|connaitre|manque|la|le|les|l'|vous|un|une|du|de)/,
      /\b(?:il serait|ce serait) (?:utile|bon|necessaire|interessant) (?:de|que)\b|\bcela m'aiderait\b/,
      /\b(?:si|quand|des que|lorsque) (?:vous|tu) (?:me |nous |m')?(?:dites|dis|donnez|donnes|indiquez|indiques|precisez|fournissez|communiquez|connaissez|connais)\b/,
      /\b(?:savez|connaissez|sais|connais|avez)[- ](?:vous|tu) (?!d'autres)/,
      /\b(?:puis-je|pourrais-je) (?:demander|savoir|connaitre)\b|\bma question\b|\bje me demande\b|\bj'attends\b/,
    ],
    imperativeRequest: [
      /\b(?:s'il (?:vous|te) plait|svp|stp)\b/,
      /\b(?:veuillez|merci de|priere de)\b(?! (?:noter|patienter|votre))/,
      /(?:^|[:;–—,.] |\b(?:et|alors|mais|donc) )(?:dites|dis|donnez|donne|indiquez|indique|precisez|precise|fournissez|fournis|confirmez|confirme|communiquez|clarifiez|verifiez|verifie|envoyez|completez|rappelez)(?:-moi|-nous| moi| la| le| les| l'| si| combien| votre| ce)\b/,
      /\bfaites-moi savoir (?:le|la|les|l'|combien|quel)/,
    ],
    notRequest: [
      /\b(?:il faut|nous devons|on doit|nous avons besoin de|on a besoin de) (?:d'abord |ensuite |donc )?(?:calculer|trouver|additionner|soustraire|multiplier|diviser|determiner|convertir|savoir comment)\b/,
      /\b(?:pas|plus) besoin\b|\bl'enonce demande\b/,
    ],
    pointsBack: [
      /\b(?:le|la|les|cela|celui|celle|ceux|ce|ca|cette (?:valeur|donnee|information)|ces (?:valeurs|donnees|informations)|les deux|lequel|laquelle|lesquels|manquante?s?|l'indiquer|le preciser|me le|me la)\b/,
    ],
    purpose: [
      /,? (?:afin (?:de|que)|pour (?:que|pouvoir|calculer|resoudre|repondre|terminer|finir|conclure|continuer|completer)|et je (?:pourrai|peux)|ainsi je|car|parce que|puisque|sinon|sans (?:cela|quoi))\b.{0,400}$/,
      /\s?(?:—|–|:|;) (?:alors|sans|ensuite|sinon)\b.{0,400}$/,
      /^(?:afin (?:de|que)|pour) .{1,100}?, /,
    ],
    choice: [
      /\b(?:lequel|laquelle|lesquel\w{1,3})\b/,
      /\bquel(?:le|s|les)?\b.{0,60}\b(?:correct|exact|bon|bonne|juste|retenir|utiliser|valable|faut-il|dois-je|des deux|vrai)/,
      /\b(?:correcte?|exacte?|juste|vraiment|reellement|erreur|faute|vouliez)\b/,
      /\b(?:est|sont|coute\w{0,2}|est-ce|a-t-\w{2,3}|y a-t-il|faut-il|dois-je|si|-t-\w{2,4}|-il|-elle)\b.{1,160}\bou\b/,
      /\b(?:confirm|verifi|clarifi|precis)\w*/,
      /\d[^?]{0,40}\bou\b[^?]{0,40}\d/,
      /\bd'ou (?:viennent|vient)\b/,
    ],
    assumption: [
      /\b(?:suppos\w{1,6}|supposition|admett\w{1,4}|admis|hypothe\w{1,6}|imagin\w{1,5}|presum\w{1,4}|estim\w{1,4}|disons|mettons|prenons|considerons|partons|en prenant|en supposant|en admettant|partant)\b/,
      /\bsi (?:l'on|on|nous|je) (?:prend|prenons|suppose|supposons|prends|considere|admet)\b/,
      /\bje (?:prends|prendrai|vais (?:prendre|utiliser|supposer)|retiens|choisis|pose|fixe|compte) (?:un|une|le|la|comme|donc|\d)/,
      /\bpar (?:simplicite|hypothese|defaut)\b|\ba titre d'exemple\b/,
      /\b(?:habituellement|generalement|normalement|en general|en moyenne)\b.{0,100}\b(?:donc|prenons|je prends|prendrai)\b/,
      /\b(?:probablement|sans doute|vraisemblablement) (?:est|sont|s'agit|veut)\b/,
      /\bposons\b.{0,30}\d/,
    ],
    illustration: [
      /\b(?:par exemple|p\. ?ex|a titre d'exemple)\b/,
      /\b(?:serait|seraient|paierait|couterait|aurait|donnerait|recevrait|resterait)\b/,
    ],
    pick: [
      /\b(?:j'utilise|j'utiliserai|nous utilisons|on utilise|je prends|je prendrai|je retiens|je choisis|je garde|je me fie|je m'en tiens|je me base|je pars|j'ignore|je suis le|je calcule avec|je fais confiance|on prend|on retient|nous prenons|nous retenons|en retenant|en prenant|en ignorant|en utilisant|j'opte|je privilegie|je conserve|j'accepte|je considere)\b/,
      /\b(?:semble|doit etre|est (?:sans doute|probablement|surement)|parait) (?:etre )?(?:une )?(?:erreur|faute|coquille)\b/,
      /\b(?:selon|d'apres) (?:l'enonce|le texte|la recette|les rangees|le |la |les )/,
    ],
    insufficiency: [
      new RegExp(
        `\\b(?:ne|n'|n|pas|aucune?|jamais|rien|ni|nulle part)\\b[^;:!?]{0,60}?\\b${GIVEN}`,
      ),
      /\b(?:manque|manquent|manquant\w{0,2}|inconnue?s?|ignore|ignorons|imprecise?|absente?s?|omis\w{0,2}|indeterminee?|non (?:precise|donne|indique|specifie|fourni)\w{0,2}|reste (?:ouvert|a preciser|inconnu)\w{0,1}|flou\w{0,1}|vague)\b/,
      /\bsans (?:le|la|les|l'|cette|ce|ces|connaitre|savoir|plus|un|une|autre|precision|\w{3,20})\b/,
      /\b(?:depend\w{0,3}|en fonction d)/,
      /\b(?:insuffisant\w{0,2}|ne suffi\w{1,5}|pas assez|trop peu)\b/,
      /\b(?:seule?|seulement|uniquement) (?:la somme|la difference|le|la|connu|savoir)\b|\bon ne (?:sait|connait) que\b|\bon sait seulement\b/,
    ],
    lackHeading: [
      /^(?:#{1,6} )?(?:(?:ce qui )?manque|donnees? manquantes?|information manquante|inconnu|non (?:donne|precise))\s?[:.?]?$/,
    ],
    unsolvable: [
      new RegExp(`\\b(?:ne|n'|n|pas|impossible|ni)\\b[^;!?]{0,60}?\\b${SOLVED}`),
      /\b(?:impossible|insoluble|insolvable|pas de solution|aucune solution|sans solution|n'est pas possible|pas resoluble|donnees (?:sont )?insuffisantes|informations insuffisantes|incomplet|incorrect|erreur dans|(?:contient|comporte|semble|il y a|contenir|comporter|a) (?:\w{1,10} ){0,2}une? erreur|mal pose|n'a pas de sens|je ne sais pas)\b/,
    ],
    contradiction: [
      /contradi|contredi|incoheren|incompatib|inconsisten|conflit/,
      /\bne (?:correspond\w{0,3}|concord\w{1,3}|coincid\w{1,3}|colle\w{0,2}|font pas|fait pas|sont pas (?:compatibles|coherent)|peut pas etre)\b|\bn'est pas (?:coherent|compatible|egal)/,
      /\bdeux (?:valeurs|prix|nombres|donnees|ages|chiffres|totaux)\b|\b(?:differents?|differentes?) (?:prix|valeurs|nombres)\b|\bne peut etre a la fois\b/,
    ],
    contrast: [
      /\b(?:mais|or|pourtant|cependant|alors que|tandis que|toutefois|bien que|puis|ensuite)\b.{0,70}\b(?:dit|indique|parle|mentionne|affirme|donne|enonce|precise|ecrit|annonce|figure|indiques|sont indiques|est indique)\b/,
      /\d[^!?]{0,20},? (?:et )?(?:non|pas|au lieu de|contre|plutot que) (?:pas )?(?:les |de |des )*\d/,
      /(?:≠|\\neq?\b)/,
      /\bd'ou (?:viennent|vient)\b|\bcoquille\b/,
    ],
    negative: [
      /\b(?:ne|n'|pas|aucune?|jamais|rien|ni|sans|impossible|manque|inconnue?|malheureusement|desole|incorrect|faux)\b/,
    ],
    refusal: [
      /\bje ne (?:peux|suis) pas (?:en mesure de )?(?:vous )?(?:aider|assister|repondre a cette demande)\b|\bje (?:peux|sais) seulement\b|\ben tant qu(?:e|')(?: ?ia|modele|assistant)\b/,
    ],
    answerMarker: [
      /^(?:#{1,6} )?(?:reponse|resultat|solution)(?: finale)?\s?[:.=–—-]+/,
      /\b(?:la|le|ma) (?:reponse|resultat|solution)(?: finale)? (?:est|serait|sera)(?: donc| alors)?:? ?(?!(?:pas|inconnu|de|que))/,
    ],
    resultCue: [
      /\b(?:donc|ainsi|alors|au total|en tout|total|soit|finalement|d'ou|font|fait|cela donne)\b|=|→|⇒|∴/,
    ],
    bound: [
      /\b(?:au (?:moins|plus)|minimum|maximum|minimal\w{0,1}|maximal\w{0,1}|le plus (?:grand|petit)|la plus (?:grande|petite))\b/,
    ],
    range: [
      /\bentre\b.{1,40}\bet\b/,
      /\b(?:au moins|au plus|au minimum|au maximum|plus de (?=\d)|moins de (?=\d)|jusqu'a (?=\d)|superieur\w{0,1} a|inferieur\w{0,1} a)/,
      /\bde \d[\d.,]{0,15} (?:\w{1,12} )?a \d/,
      /[<>≤≥] ?\d/,
    ],
    case: [/\b(?:si|avec|pour|quand|a raison de)\b(?=[^.;]{0,40}(?:\d|deux|trois))/],
    condition: [/\b(?:si|en supposant|lorsque|quand|des que)\b/],
    relative: [
      /\b(?:autant (?:de|d').{1,60}\bque|le double|la moitie|le triple|(?:deux|trois|quatre|\d+) fois)\b(?!.{0,40}\d)|\bde moins qu'au (?:depart|debut)\b/,
    ],
    remark: [/^[_( ]{0,3}(?:remarque|note|nb|verification|attention|important|ps)\b/],
    dangling: [
      /\b(?:le|la|les|l'|un|une|et|ou|de|du|des|avec|par|pour|est|sont|en|que|au|aux|sur|dans|donc|plus|moins|fois|chaque|a)\s*$/,
    ],
    trial: [/^(?:essayons|testons)\b/],
  },
} satisfies Language;
