import type { Language } from '../language.ts';
import { counted, set, table } from './word-lists.ts';

const ONES = 'ein zwei drei vier funf sechs sieben acht neun'.split(' ');
const TENS = 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'.split(' ');

/** German writes every number below a million as one word; those below a thousand are listed. */
function compounds(): Record<string, string> {
  const small: Record<string, string> = counted(
    'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
  );
  TENS.forEach((ten, n) => {
    small[ten] = String(10 * (n + 2));
    ONES.forEach((one, m) => {
      small[`${one}und${ten}`] = String(10 * (n + 2) + m + 1);
    });
  });
  const hundreds: Record<string, string> = {};
  ['', ...ONES].forEach((one, n) => {
    const hundred = 100 * Math.max(1, n);
    hundreds[`${one}hundert`] = String(hundred);
    for (const [word, value] of Object.entries(small)) {
      hundreds[`${one}hundert${word}`] = String(hundred + Number(value));
    }
  });
  return { ...small, ...hundreds };
}

const GIVEN =
  '(?:angegeben\\w{0,2}|genannt\\w{0,2}|gegeben\\w{0,2}|bekannt|erwahnt|vorgegeben|mitgeteilt|spezifiziert|aufgefuhrt|enthalten|festgelegt|beschrieben|gesagt|definiert|beziffert|klar|ersichtlich|vorhanden|zu finden|zu entnehmen|eindeutig|ausreichend|erkennbar|verraten|geliefert)';

const SOLVED =
  '(?:gelost|losen|losbar|bestimm\\w{0,4}|berechn\\w{0,4}|ausrechnen|ausgerechnet|beantwort\\w{0,4}|ermitt\\w{0,5}|angeben|sagen|moglich|eindeutig|finden|rechnen|angegeben werden|herausfinden|feststellen|ableiten)';

export const german = {
  name: 'German',
  script: null,
  marks: set(
    'der das ist und nicht wie wir ich sie ein eine einen den dem mit von auf fur sind werden wird kann viele bitte zu im welche welcher kostet fehlt angabe pro insgesamt dann zusammen also kein keine ohne oder bei nach sich auch aber jede jeder antwort dass noch mir er gibt hat haben',
  ),
  decimalComma: true,
  numberWords: { ...compounds(), halb: '1/2', halbe: '1/2', anderthalb: '3/2', eineinhalb: '3/2' },
  multipliers: table('tausend:1000 million:1000000 millionen:1000000 dutzend:12'),
  parts: table('drittel:1/3 viertel:1/4 funftel:1/5 sechstel:1/6 achtel:1/8 zehntel:1/10'),
  joiners: set('und'),
  articles: set('ein eine einem einen'),
  abbreviations: set(
    'z.b b.z bzw ca usw d.h u.a vgl nr str std min etc evtl ggf inkl zzgl max z b d h',
  ),
  stopWords: set(
    `der die das den dem des ein eine einen einem einer eines und oder aber doch denn dass ob wenn weil da als so also dann damit um zu zum zur im in an am auf aus bei mit nach von vom vor fur gegen ohne durch uber unter
    ist sind war waren wird werden wurde wurden hat haben hatte hatten kann konnen konnte konnten muss mussen musste mussten soll sollte darf durfte mochte will wollen wurde sei ware waren
    ich du er sie es wir ihr mir mich dir dich ihm ihn ihnen uns euch sich mein meine dein deine sein seine ihre ihren ihrem unser man
    was wer wie wo wann warum welche welcher welches welchen welchem wieso
    nicht kein keine keinen keiner noch nur auch schon sehr mehr hier dort dies diese dieser dieses diesen diesem jener bitte danke leider eigentlich genau tatsachlich wirklich denn mal eben gerne gern
    wissen weiss brauche brauchen benotige sagen sag sagt nennen nenne geben gib gibt angeben angabe angaben angegeben genannt gegeben mitteilen teilen information informationen wert werte zahl aufgabe text frage problem antwort
    richtig falsch stimmt korrekt hoch gross viel etwas einige mehrere alles alle`,
  ),
  fillers: set(
    `bitte geben gib sie du mir uns ich wir weitere weiteren mehr genauere genaue zusatzliche fehlende fehlenden informationen information angaben angabe daten details die der das den dem ein eine zu zur um und oder an mit fur im in von
    aufgabe problem frage text aufgabenstellung prufen pruf uberprufen uberprufe prufe noch einmal nochmal mal konnen konnten konnte konntest kannst kann wurden mochte brauche benotige brauchte benotigte wissen sagen
    klaren klarstellen prazisieren prazisiere erganzen erganze vervollstandigen losen losung berechnen antworten antwort es ist sind so dass damit kann da nicht unvollstandig unklar etwas hier alle alles vollstandige vollstandigen notwendigen notwendige benotigten notigen nahere
    losbar unlosbar moglich unmoglich bin diese diesen leider danke vielen dank hallo gerne gern dann ob was wie diese dieser dieses formulierung fehler stimmt genug ausreichend ausreichen reichen aus diesem nur auch werden wird mitteilen teilen nennen angeben rechnen weiterrechnen weiter helfen helfe`,
  ),
  words: table(`
    sorte:#kind art:#kind marke:#kind hersteller:#kind
    preis:price preise:price kosten:price kostet:price kostete:price koste:price betrag:price
    gebuhr:price entgelt:price fahrpreis:price eintritt:price eintrittspreis:price stuckpreis:price
    stundenpreis:price verkaufspreis:price endpreis:price tarif:price|plan zahlt:pay zahlen:pay
    bezahlt:pay bezahlen:pay zahlte:pay dollar:dollar euro:dollar cent:dollar franken:dollar
    pfund:dollar eur:dollar usd:dollar geld:dollar grundgebuhr:fee|basic grundpreis:fee|basic
    gebuhren:fee einnahme:income einnahmen:income verdient:income verdienen:income verdienst:income
    erlos:income einkommen:income lohn:income gehalt:income gewinn:profit ausgegeben:spend
    ausgaben:spend spart:save sparen:save gespart:save spar:save ruckgeld:change wechselgeld:change
    wechselkurs:exchange umtauschkurs:exchange kurs:exchange|course geschwindigkeit:speed
    tempo:speed schnell:speed schneller:speed fahrgeschwindigkeit:speed rate:rate durchfluss:rate
    leistung:rate zeit:time dauer:time lange:time dauert:time dauern:time fahrzeit:time
    laufzeit:time arbeitszeit:time uhrzeit:time brauch:time stunde:hour|lesson stundlich:hour
    minute:minute sekunde:seconds tag:day taglich:day woche:week wochentlich:week monat:month
    monatlich:month jahr:year jahrlich:year wochenende:weekend wochenend:weekend samstag:weekend
    sonntag:weekend wochenendtag:weekend alter:age alt:age lebensjahr:age entfernung:distance
    strecke:distance distanz:distance abstand:distance weit:distance entfernt:distance
    weg:distance|path langen:length seitenlange:length lang:length breite:width breit:width
    hohe:height hoch:height anfangshohe:height tiefe:depth tief:depth flache:area grundflache:area
    flacheninhalt:area umfang:perimeter volumen:volume rauminhalt:volume liter:volume inhalt:volume
    fassungsvermogen:volume kapazitat:capacity fasst:capacity fassen:capacity
    sitzplatz:capacity|seat sitzplatze:capacity|seat gewicht:weight wiegt:weight wiegen:weight
    schwer:weight masse:weight wog:weight kilogramm:kilogram kilo:kilogram kg:kilogram gramm:gram
    kilometer:kilometre km:kilometre meter:metre zentimeter:centimetre prozent:percent
    prozentsatz:percent prozentual:percent zins:interest zinsen:interest zinssatz:interest
    verzinsung:interest rabatt:discount ermassigung:discount nachlass:discount reduziert:discount
    reduzierung:discount preisnachlass:discount erhoht:increase erhohung:increase gestiegen:increase
    steigt:increase preiserhohung:increase anstieg:increase stieg:increase teurer:increase
    differenz:difference unterschied:difference altersunterschied:difference gesamt:total
    insgesamt:total summe:total gesamtzahl:total gesamtpreis:total gesamte:total alle:total
    gesamtbetrag:total gesamtgewicht:total zusammen:total|together je:each jede:each jeder:each
    jedes:each jeden:each pro:each einzeln:each einzelne:each anzahl:#count zahl:#count
    viele:#count wieviele:#count menge:#count durchschnitt:average durchschnittlich:average
    mittel:average mittelwert:average halfte:half halb:half viertel:quarter anteil:part|share
    teil:part bruchteil:part anfangs:initially anfang:initially ursprunglich:initially
    zuerst:initially beginn:initially start:initially abfahrt:initially vorher:initially jetzt:now
    heute:now derzeit:now aktuell:now momentan:now ubrig:leave rest:leave restlich:leave
    bleiben:leave bleibt:leave verbleib:leave uberbleiben:leave enthalt:hold
    enthalten:hold halt:hold|station|stop freund:friend freunde:friend freundin:friend person:person
    personen:person leute:person menschen:person teilnehmer:person passagier:person gast:person
    gaste:person mitfahrer:person mitglied:person|member fahrgast:person|passenger
    fahrgaste:person|passenger passagiere:person|passenger kind:child kinder:child sohn:child
    tochter:child junge:child madchen:child erwachsene:adult erwachsenen:adult erwachsener:adult
    schuler:pupil schulerin:pupil schulerinnen:pupil studenten:pupil student:pupil lehrer:teacher
    lehrkraft:teacher lehrkrafte:teacher arbeiter:worker mitarbeiter:worker mutter:mother
    vater:father bruder:brother schwester:sister cousin:cousin cousine:cousin nachbar:neighbour
    nachbarn:neighbour gruppe:group familie:family klasse:class schule:school mannschaft:team
    team:team bauer:farmer landwirt:farmer backer:baker kiste:box|crate kisten:box|crate
    schachtel:box schachteln:box karton:box kartons:box packung:box|pack paket:box|parcel
    pakete:box|parcel tute:bag tuten:bag beutel:bag sack:bag sacke:bag tasche:bag packungen:pack
    packchen:pack|parcel glas:jar|glass glaser:jar|glass glases:jar|glass flasche:bottle
    flaschen:bottle korb:basket korbe:basket tablett:tray platte:tray platten:tray blech:tray
    tank:tank behalter:tank becken:tank|pool eimer:bucket regal:shelf regale:shelf regalbrett:shelf
    tisch:table tische:table stuhl:chair stuhle:chair sitz:seat sitze:seat platz:seat platze:seat
    platzen:seat reihe:row reihen:row zimmer:room raum:room haus:house|home hauser:house|home
    zuhause:home wohnort:home garten:garden beet:garden feld:field feldes:field wiese:field
    zaun:fence draht:wire wand:wall mauer:wall pfad:path strasse:road baum:tree baume:tree
    blume:flower blumen:flower pflanze:plant pflanzen:plant schwimmbecken:pool pool:pool
    schwimmbad:pool wasser:water pumpe:pump pumpen:pump maschine:machine maschinen:machine
    drucker:printer seite:page|side seiten:page|side buch:book bucher:book heft:notebook
    hefte:notebook notizbuch:notebook notizbucher:notebook stift:pen stifte:pen kugelschreiber:pen
    kuli:pen bleistift:pencil bleistifte:pencil karte:ticket|map karten:ticket eintrittskarte:ticket
    eintrittskarten:ticket ticket:ticket tickets:ticket fahrkarte:ticket fahrkarten:ticket plan:map
    landkarte:map briefmarke:stamp briefmarken:stamp munze:coin munzen:coin murmel:marble
    murmeln:marble ball:ball balle:ball spielzeug:toy hemd:shirt hemden:shirt jacke:jacket
    jacken:jacket schuh:shoe schuhe:shoe apfel:apple orange:orange orangen:orange apfelsine:orange
    zitrone:lemon zitronen:lemon banane:banana bananen:banana keks:cookie kekse:cookie
    platzchen:cookie kuchen:cake torte:cake brot:bread brote:bread brotchen:roll semmel:roll
    semmeln:roll rollen:roll ei:egg eier:egg henne:hen hennen:hen huhn:hen huhner:hen mehl:flour
    zucker:sugar milch:milk saft:juice tee:tea kaffee:coffee honig:honey mandel:almond
    mandeln:almond sandwich:sandwich sandwiches:sandwich obst:fruit frucht:fruit fruchte:fruit
    bonbon:sweet bonbons:sweet sussigkeiten:sweet schokolade:chocolate pizza:pizza pizzen:pizza
    pfannkuchen:pancake reis:rice kartoffel:potato kartoffeln:potato zement:cement kerze:candle
    kerzen:candle fliese:tile fliesen:tile kachel:tile seil:rope schnur:rope auto:car autos:car
    wagen:car bus:bus busse:bus bussen:bus zug:train zuge:train bahn:train|lane fahrrad:bicycle
    rad:bicycle boot:boat schiff:boat flugzeug:plane taxi:taxi station:station stationen:station
    bahnhof:station bahnhofe:station haltestelle:station haltestellen:station zwischenhalt:station
    halte:station|stop haltezeit:stop stopp:stop aufenthalt:stop radfahrer:cyclist
    radfahrerin:cyclist runde:round runden:round spiel:game spiele:game punkt:point punkte:point
    test:test prufung:test arbeit:test klausur:test dritte:third dritten:third dritter:third
    erste:first ersten:first erster:first zweite:second zweiten:second zweiter:second vierte:fourth
    vierten:fourth letzte:last letzten:last vormittag:morning morgen:morning morgens:morning
    vormittags:morning nachmittag:afternoon nachmittags:afternoon konto:account bank:bank
    tierheim:shelter heim:shelter obdach:shelter geschenk:gift feier:party party:party
    bestellung:order mitglieder:member rot:red rote:red roten:red roter:red blau:blue blaue:blue
    blauen:blue grun:green grune:green grunen:green gelb:yellow gelbe:yellow gelben:yellow
    schwarz:black schwarze:black schwarzweiss:black weiss:white weisse:white farbe:colour
    farbig:colour farbseiten:colour farbdruck:colour gross:big|large grosse:big|large
    grossen:big|large grosses:big|large grosser:big klein:small kleine:small kleinen:small
    kleines:small kleiner:small neu:new neue:new neuen:new leichter:lighter leichtere:lighter
    leichteren:lighter schwerer:heavier schwerere:heavier schwereren:heavier andere:other
    anderen:other anderer:other normal:regular|ordinary regular:regular grund:basic voll:full
    volle:full leer:empty leere:empty kauft:buy kaufen:buy gekauft:buy kaufte:buy verkauft:sell
    verkaufen:sell verkaufte:sell verkauften:sell gibt:give geben:give gegeben:give isst:eat
    gegessen:eat essen:eat|meal liest:read lesen:read gelesen:read backt:bake gebacken:bake
    backen:bake macht:make machen:make stellt:make streicht:paint streichen:paint fullt:fill
    fullen:fill abfullt:fill geht:walk gehen:walk lauft:walk|run laufen:walk|run rennt:run
    schwimmt:swim schwimmen:swim fahrt:ride|travel|trip|journey fahren:ride fuhr:ride reist:travel
    legt:travel arbeitet:work arbeiten:work gearbeitet:work teilen:share teilt:share aufteilen:share
    bekommt:get erhalt:get bekommen:get einsteigen:board zusteigen:board zugestiegen:board
    aussteigen:alight ausgestiegen:alight braucht:need brauchen:need allein:alone alleine:alone
    gemeinsam:together eigene:own werktag:weekday wochentag:weekday werktagen:weekday nummer:number
    schicht:layer lage:layer boden:floor stock:floor etage:floor quadrat:square rechteck:rectangle
    kreis:circle radius:radius durchmesser:diameter cleo:cleo rezept:recipe schaf:sheep schafe:sheep
    kuh:cow kuhe:cow hund:dog hunde:dog katze:cat katzen:cat hotel:hotel nacht:night nachte:night
    ubernachtung:night lied:song lieder:song foto:photo fotos:photo brief:letter briefe:letter
    tur:door turen:door fenster:window unterrichtsstunde:lesson reise:trip|journey ausflug:trip
    batterie:battery telefon:phone handy:phone vertrag:plan strom:electricity mahlzeit:meal
    tasse:cup becher:cup stuck:piece|slice stucke:piece scheibe:slice blatt:sheet bogen:sheet
    brett:board  `),
  endings: ['en', 'n', 'e', 'es', 's', 'er', 'em', 'ern', 'nen'],
  counted:
    /\bwie ?viele? ([a-z-]{2,30})\b|\bwelche[rsnm]? ([a-z-]{2,30}) (?:ist|sind|hat|haben|kann|wird)\b/,
  phrases: [
    [/\bwie alt\b/g, '#age'],
    [/\bwie lang(?= (?:ist|sind|war) (?:der|die|das|ein|eine) )/g, 'length'],
    [/\bwie lange?\b/g, '#time'],
    [/\bwie breit\b/g, 'width'],
    [
      /\bwie hoch\b(?= (?:ist|war) (?:der|die|das) (?:preis|gebuhr|grundgebuhr|rabatt|zins|zinssatz|anteil|kurs|wechselkurs|betrag|verbrauch)\w*)/g,
      '',
    ],
    [/\bwie hoch\b/g, 'height'],
    [/\bwie tief\b/g, 'depth'],
    [/\bwie weit\b/g, 'distance'],
    [/\bwie schnell\b/g, '#speed'],
    [/\bwie schwer\b/g, '#weight'],
    [/\bwie gross\b/g, '#size'],
    [/\bwie (?:viele|oft)\b/g, '#count'],
    [/\bwie teuer\b|\bwas kostet\b|\bwie viel kostet\b/g, '#money'],
    [/\bum wie ?viel prozent\b/g, '#percent'],
    [/\bum wie ?viel\b/g, '#by'],
    [/\bsteigen ein\b/g, 'get'],
    [/\bzu beginn\b/g, '#now'],
    [/\b(?:stundenkilometer|km\/h)\b/g, '#speed'],
  ],
  patterns: {
    toGrader: [/\b(?:bewerte|bewerten sie|markiere|werte) (?:diese|die) antwort\b/],
    courtesy: [
      /\b(?:mochten|mochtest|wollen|willst) (?:sie|du)\b.{0,80}\?/,
      /\bsoll ich (?:dir |ihnen |noch |auch |das |die |den )*(?:\w{1,20} ){0,4}(?:erklaren|zeigen|erlautern|vorrechnen|helfen|aufschreiben|berechnen)\b/,
      /\b(?:bei|falls|wenn|solltest|sollten) .{0,40}\b(?:fragen|unklarheiten)\b/,
      /\b(?:weitere|noch) fragen\b/,
      /\b(?:ich hoffe|hoffentlich),? (?:das|ich|dass|es)\b/,
      /\b(?:gib|gebt|geben sie|sag|sagt|sagen sie)(?: mir)? (?:gern |gerne |einfach |bitte )*bescheid\b.{0,20}\b(?:wenn|falls)\b/,
      /\blass(?:en sie)? (?:es )?mich wissen,? (?:wenn|falls) (?:du|sie|etwas|das|die annahme|es)\b/,
      /^(?:alles klar|verstanden|ok|okay|passt das|stimmt's|klar)\s?\?/,
      /\bgerne? (?:geschehen|helfe ich|erklare)\b/,
    ],
    selfTalk: [
      /^(?:warum nicht|was nun|und jetzt|ist das nicht|wie (?:rechnet|berechnet|gehen|kommt|rechnen|berechnen|viel) (?:man|wir|ist das)|was wissen wir|was ist (?:gegeben|gesucht)|hmm+|moment|ist das (?:nicht )?(?:toll|einfach))\b/,
    ],
    ownStep: [
      /^(?:zuerst |zunachst |nun |dann |also |dazu )?(?:wir|man) (?:mussen|muss|brauchen|braucht|benotigen)\b|^(?:zuerst|zunachst|nun|dann|dazu) (?:mussen|muss|brauchen|braucht|benotigen) (?:wir|man)\b/,
    ],
    addressed: [
      /\b(?:(?:konnen|konnten|wissen|haben|meinen|kennen|wurden|geben|sagen|nennen) sie|ihnen|du|dir|dich|bitte|soll ich|darf ich)\b/,
    ],
    interrogative: [
      /\b(?:wie|was|welche[rsnm]?|wer|wo|wann|warum|ob|ist|sind|hat|haben|kann|konnen|gibt|wird|woher|wozu|um wie ?viel)\b/,
    ],
    yesNo: [
      /^(?:und |aber |also )?(?:ist|sind|hat|haben|gibt|wird|werden|war|waren|kann|gehort|gehoren|zahlt|zahlen|kostet|fahrt|muss|mussen|darf)\b(?!.{0,200}\d[^?]{0,12} oder [^?]{0,12}\d)/,
    ],
    indirectRequest: [
      /\b(?:konnten|konntest|konnen|kannst|wurden|wurdest|mochten|mogen|magst) (?:sie|du|ihr)\b.{0,140}\b(?:sagen|geben|nennen|mitteilen|angeben|verraten|erganzen|klaren|prazisieren|prufen|uberprufen|bestatigen|schicken|liefern|beantworten|helfen|nachsehen|schreiben|klarstellen|nachreichen)\b/,
      /\b(?:brauche|brauchte|benotige|benotigte|bedarf) ich\b|\bich (?:\w{1,12} ){0,3}(?:brauche|brauchte|benotige|benotigte|bedarf)\b/,
      /\b(?:wir|man) (?:\w{1,12} ){0,3}(?:brauchen|braucht|benotigen|benotigt|brauchten|brauchte)\b/,
      /\b(?:musste|muss|mochte|wurde|will|wusste)(?: ich| gerne?| noch| zuerst| erst| nur| dazu| dafur){0,4}(?: (?:die|den|das|wie|was|ob|welche\w{0,2})\b.{0,80}?)? ?(?:wissen|erfahren|kennen)\b|\bwusste ich (?:gern|noch)|\bich wusste gern/,
      /\bmir fehl(?:t|en)\b|\bich vermisse\b/,
      /\b(?:ware|wurde) (?:es )?(?:\w{1,12} ){0,3}(?:hilfreich|nutzlich|gut zu wissen|helfen|schon)\b|\bes wurde (?:mir )?helfen\b|\bhilfreich ware\b/,
      /\b(?:wenn|sobald|falls|sofern) (?:du|sie|ihr)\b.{0,100}\b(?:sagst|sagen|gibst|geben|nennst|nennen|mitteilst|mitteilen|verratst|angibst|angeben|kennst|kennen|weisst|wissen)\b/,
      /\b(?:weisst du|wissen sie|kennst du|kennen sie|haben sie|hast du) (?!noch fragen)/,
      /\b(?:darf|durfte) ich (?:fragen|wissen|erfahren)\b|\bich frage (?:mich|dich|sie)\b|\bmeine (?:ruck)?frage\b|\beine (?:ruck)?frage\b|\bmich wurde interessieren\b/,
    ],
    imperativeRequest: [
      /\bbitte\b(?! (?:beacht|nicht|schon|sehr))/,
      /(?:^|[:;–—.] |\b(?:und|also|dann|aber) )(?:sag|sagt|sagen sie|nenn|nenne|nennt|nennen sie|gib|gebt|geben sie|verrat|verrate|verraten sie|teil|teile|teilen sie|schick|schreib|erganz|erganze|erganzen sie|klar|klare|klaren sie|prazisier|prazisiere|uberpruf|uberprufe|uberprufen sie|pruf|prufe|prufen sie|bestatig|bestatige)(?: (?:mir|uns|doch|noch|bitte|einfach|die|den|das|mal|erst|nur)\b)/,
      /\b(?:lass|lassen sie) mich (?:bitte )?wissen\b/,
      /\bruckfrage\b|\bich bitte (?:um|sie|dich)\b|\bum (?:angabe|mitteilung|klarung) .{0,60}wird gebeten\b/,
    ],
    notRequest: [
      /\b(?:wir|man) (?:mussen|muss|konnen|kann|brauchen nur|braucht nur)\b.{0,80}\b(?:berechnen|addieren|subtrahieren|multiplizieren|teilen|dividieren|rechnen|abziehen|bestimmen|ermitteln)\b/,
      /\b(?:nicht|keine weiteren|kein) (?:brauche|benotige)\b|\bbrauch\w{1,4} (?:wir |man )?(?:nicht|kein)/,
      /\bbitte beacht/,
    ],
    pointsBack: [
      /\b(?:es|dies|das|diese[rsnm]?|beide[rsn]?|ihn|sie mir|sie nennen|den wert|die angabe|diese angabe|die zahl|den preis|fehlende[rsnm]?|welche[rs]? (?:der|von den)|die beiden)\b/,
    ],
    purpose: [
      /,? (?:damit|sodass|so dass|um (?!wie)|dann (?:kann|konnte|rechne|lasst)|und (?:dann|ich)|weil|denn|sonst|ohne)\b.{0,400}$/,
      /\s?(?:—|–|:|;) (?:dann|ohne|sonst|sobald)\b.{0,400}$/,
      /^(?:um (?!wie)|damit) .{1,120}?, /,
    ],
    choice: [
      /\bwelche[rsnm]?\b.{0,60}\b(?:stimmt|stimmen|gilt|gelten|richtig|korrekt|zahl|wert|angabe|angaben|beiden|zutrifft|verwenden|nehmen)\b/,
      /\b(?:stimmt|richtig|korrekt|tatsachlich|wirklich|gemeint|tippfehler|fehler)\b/,
      /\b(?:ist|sind|soll|gilt|gelten|hat|kostet|war|waren|ob|gibt)\b.{1,160}\boder\b/,
      /\b(?:prufen|uberprufen|bestatigen|klaren|klarstellen|klare)\b/,
      /\bwoher\b.{0,60}\b(?:kommen|kommt|stammen|stammt)\b/,
      /\d[^?]{0,40}\boder\b[^?]{0,40}\d/,
    ],
    assumption: [
      /\b(?:nehme|nehmen|nimm|nimmt|nehmt) (?:ich |wir |man |also |einfach |hier |mal |daher |der einfachheit halber ){0,4}.{0,80}\ban\b/,
      /\b(?:angenommen|annahme|annahmen|annehmen|annehme|annimmt|unterstellt|unterstelle|unterstellen|vorausgesetzt|gesetzt den fall|hypothetisch|exemplarisch)\b/,
      /\b(?:gehe|gehen|geht) (?:ich |wir |man |hier |daher |also |mal |einfach ){0,4}.{0,60}\b(?:davon aus|aus)\b/,
      /\b(?:setze|setzen|wahle|wahlen|verwende|verwenden|nutze|nutzen|schatze|schatzen|rechne|rechnen|benutze|nehme|nehmen) (?:ich |wir |man |hier |daher |also |mal |einfach |deshalb |beispielhaft |als beispiel |fur .{1,30} )*(?:an |mit |mal |einen?|einem|etwa|ungefahr|rund|\d)/,
      /\bschatz\w{0,3} .{1,60}\bauf\b/,
      /\b(?:sagen wir|nehmen wir|setzen wir|stellen wir uns vor|tun wir so)\b/,
      /\b(?:ublicherweise|normalerweise|in der regel|typischerweise|typisch\w{0,2}|ublich\w{0,2}|durchschnittlich\w{0,2})\b.{0,100}\b(?:daher|also|nehme|rechne|verwende|setze)\b/,
      /\b(?:wahrscheinlich|vermutlich|wohl) (?:ist|sind|gemeint|meint)\b/,
      /\bbei (?:einer|einem) (?:angenommenen|geschatzten)\b/,
    ],
    illustration: [
      /\b(?:zum beispiel|beispielsweise|z\.? ?b\b|als beispiel|etwa wenn)\b/,
      /\b(?:ware|waren|wurde|wurden|kame|kamen|ergabe|ergaben) (?:es|das|er|sie|man|die|der)\b/,
    ],
    pick: [
      /\b(?:rechne|rechnen|nehme|nehmen|verwende|verwenden|nutze|nutzen|gehe|gehen|halte|halten|richte|richten|orientiere|stutze|stutzen|lege|legen|ignoriere|ignorieren|folge|folgen|entscheide|entscheiden|vertraue|bleibe|wahle|wahlen|lasse|setze|beziehe) (?:ich|wir|mich|uns|daher|hier|also|deshalb|nun|dabei|im folgenden|den|die|das|mit|von|\d)\b/,
      /\bich (?:\w{1,12} ){0,2}(?:rechne|nehme|verwende|nutze|gehe|halte|richte|orientiere|stutze|lege|ignoriere|folge|entscheide|vertraue|bleibe|wahle|lasse|beziehe|setze)\b/,
      /\b(?:vermutlich|wahrscheinlich|wohl|offenbar|offensichtlich) (?:ein |handelt es sich um einen? )?(?:tippfehler|fehler|druckfehler|irrtum|versehen)\b/,
      /\b(?:nach|laut|gemass) (?:dem|der|den) (?:rezept|angabe|text|reihen|\w{1,20})\b/,
    ],
    insufficiency: [
      new RegExp(
        `\\b(?:nicht|nirgends|nirgendwo|kein\\w{0,2}|weder|nie|niemals|nichts)\\b[^;:!?]{0,90}?\\b${GIVEN}\\b`,
      ),
      /\b(?:fehlt|fehlen|fehlte|fehlend\w{0,2}|unbekannt\w{0,2}|unklar|offen|unbestimmt|unvollstandig\w{0,2}|vermisst|ungewiss|unbeziffert|ausgelassen|weggelassen)\b/,
      /\b(?:sagt|sagen|gibt|nennt|nennen|verrat|erwahnt|enthalt|liefert|steht|erfahren|erfahrt|weiss|wissen|kennen|kennt|haben|hat)\b[^;:!?]{0,60}?\b(?:nicht|kein\w{0,2}|nichts|nirgends)\b/,
      /\bohne (?:die|den|das|dies\w{0,2}|ein\w{0,2}|weitere\w{0,2}|angabe\w{0,1}|kenntnis|zu wissen|information\w{0,2}|\w{3,30})\b/,
      /\b(?:hangt|hangen|abhangig|abhangt|kommt darauf an|kommt drauf an|je nachdem)\b/,
      /\b(?:nicht genug|zu wenig|nicht genugend|ungenugend|unzureichend\w{0,2}|nicht ausreichend|reichen nicht|reicht nicht|zu ungenau|zu vage)\b/,
      /\b(?:nur|lediglich) (?:die|der|das|den|bekannt|gesagt|angegeben|summe|differenz)\b/,
      /\blasst .{0,40}\boffen\b|\bbleibt .{0,40}\boffen\b|\b(?:musste|mussen|muss) (?:noch )?(?:angegeben|bekannt|genannt)\b/,
    ],
    lackHeading: [
      /^(?:#{1,6} )?(?:(?:was )?fehlt|fehlende? (?:angaben?|informationen?|daten|werte?|grossen?)|unbekannt|nicht (?:angegeben|bekannt|gegeben))\s?[:.?]?$/,
    ],
    unsolvable: [
      new RegExp(`\\b(?:nicht|kaum|unmoglich)\\b[^;!?]{0,60}?\\b${SOLVED}\\b`),
      /\b(?:unlosbar|unmoglich|unbeantwortbar|(?:enthalt|hat|ist|gibt es) .{0,20}fehler|keine (?:eindeutige |klare |sichere )?(?:losung|antwort)|kein (?:eindeutiges )?ergebnis|reichen nicht|nicht genug|fehlerhaft|stimmt etwas nicht|fehler in der|nicht losbar|unvollstandig|ergibt keinen sinn|keine ahnung)\b/,
      /\b(?:es fehlen|fehlen) (?:\w{1,12} )?(?:angaben|informationen|daten)\b/,
      /\b(?:weiss|kann) (?:ich|man) (?:\w{1,12} ){0,3}nicht\b|\bich (?:weiss|kann) (?:\w{1,12} ){0,3}nicht\b/,
    ],
    contradiction: [
      /widerspr|unstimmig|inkonsisten|unvereinbar|diskrepanz|abweich/,
      /\b(?:pass\w{1,3}|stimm\w{1,3}|vertrag\w{1,3}|gehen|geht) (?:\w{1,15} ){0,4}nicht\b|\bnicht (?:uberein|zusammen|auf|gleichzeitig|beides|zusammenpass\w+)/,
      /\bzwei (?:verschiedene|unterschiedliche|widerspruchliche|mal)\b|\bunterschiedliche (?:angaben|werte|preise|zahlen)\b|\bentweder\b/,
      /\b(?:tippfehler|druckfehler)\b/,
    ],
    contrast: [
      /\b(?:aber|jedoch|dagegen|hingegen|obwohl|wahrend|doch|allerdings|dann aber|spater)\b.{0,70}\b(?:angegeben|steht|heisst|genannt|sagt|gesagt|geschrieben|laut|spricht|gegeben|behauptet)\b/,
      /\b(?:steht|heisst|angegeben|laut|sagt|spricht)\b.{0,30}\b(?:aber|jedoch|hingegen|dagegen|plotzlich)\b/,
      /\d[^!?]{0,20},? (?:und )?(?:nicht|statt|anstatt|gegenuber|aber nicht) (?:die |den |der |angegebenen )*\d/,
      /(?:≠|\\neq?\b)/,
      /\bwoher (?:kommen|kommt|stammen|stammt)\b/,
    ],
    negative: [
      /\b(?:nicht|kein\w{0,2}|nie|nichts|weder|ohne|leider|unmoglich|unklar|unbekannt|fehlt|fehlen|falsch|entschuldigung)\b/,
    ],
    refusal: [
      /\b(?:dabei|damit|dazu|hier) kann ich (?:\w{1,12} ){0,3}nicht (?:helfen|weiterhelfen|behilflich)\b|\bich (?:kann|darf) (?:\w{1,12} ){0,4}nicht (?:helfen|weiterhelfen)\b/,
      /\bich (?:kann|darf) nur (?:bei|zu|uber|mit)\b|\bals (?:ki|sprachmodell|\w{1,15}assistent)\b/,
    ],
    answerMarker: [
      /^(?:#{1,6} )?(?:antwort|losung|ergebnis|endergebnis|fazit|antwortsatz)\s?[:.=–—-]+/,
      /\b(?:die|das|meine) (?:richtige |endgultige )?(?:antwort|losung|ergebnis|endergebnis) (?:ist|lautet|betragt|ware|heisst)(?: also| somit| daher)?:? ?(?!(?:nicht|unbekannt|davon|unklar))/,
      /\b(?:lautet|ist) (?:somit |also |daher )?die antwort:?/,
    ],
    resultCue: [
      /\b(?:also|somit|daher|folglich|insgesamt|zusammen|demnach|ergibt|macht|gesamt)\b|=|→|⇒|∴/,
    ],
    bound: [
      /\b(?:mindestens|hochstens|maximal|minimal|wenigstens|grosste\w{0,2}|kleinste\w{0,2}|am meisten|am wenigsten)\b/,
    ],
    range: [
      /\bzwischen\b.{1,40}\bund\b/,
      /\b(?:mindestens|hochstens|mehr als (?=\d)|weniger als (?=\d)|bis zu|maximal|minimal|wenigstens|(?:uber|unter) (?=\d))/,
      /\bvon \d[\d.,]{0,15} (?:\w{1,12} )?bis \d/,
      /[<>≤≥] ?\d/,
    ],
    case: [/\b(?:bei|mit|fur|wenn|falls|je nach)\b(?=[^.;]{0,40}(?:\d|zwei|drei))/],
    condition: [/\b(?:wenn|falls|sobald|angenommen|sofern)\b/],
    relative: [
      /\b(?:ebenso|genauso|so) (?:viele?|alt|lang) .{1,60}\bwie\b/,
      /\b(?:doppelt|halb|dreimal|viermal|funfmal|\d+-?mal) so .{1,40}\bwie\b/,
      /\b(?:eine[rs]? )?(?:weniger|mehr) als (?:am anfang|zu beginn|vorher)\b|\begal wie\b/,
    ],
    remark: [
      /^[_( ]{0,3}(?:hinweis|anmerkung|bemerkung|probe|kontrolle|beachte|wichtig|ps|notiz)\b/,
    ],
    dangling: [
      /\b(?:der|die|das|ein|eine|einen|und|oder|von|mit|fur|zu|ist|sind|wir|auf|pro|je|also|dann|den|dem|zum|zur|im|aus|durch|betragt|mal|plus|minus|geteilt)\s*$/,
    ],
    trial: [/^(?:probieren|testen|versuchen) wir\b/],
  },
} satisfies Language;
