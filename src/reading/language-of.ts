/** How much of a text is looked at. */
const ENOUGH = 4_000;

/** Short words that the other languages here do not have, or hardly ever. */
const COMMON: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    'the and of is are was were this that with for you how many much what which she he they there has have each would does not but from by it to',
  ),
  de: words(
    'der das und ist sind nicht wie viele ein eine einen dem den von mit für auf auch wird werden kostet hat haben es fehlt gibt aber oder welche bitte ich wenn pro',
  ),
  es: words(
    'el los las una que por con para cuántos cuántas cuánto cuánta cuál del son está falta puede precio cada pero sin más hay se su',
  ),
  fr: words(
    'le les des une que est sont pour avec dans combien quel quelle du au aux il elle nous vous pas manque chaque mais sur ne donc je',
  ),
};

/**
 * The language that a text is written in (ISO 639-1): by its script, else by its common words.
 * Knows English, Chinese, Japanese, Korean, Spanish, German and French; null where nothing tells,
 * as in a bare number.
 */
export function languageOf(text: string): string | null {
  const start = text.slice(0, ENOUGH);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const share = (script: RegExp) => (start.match(script)?.length ?? 0) / Math.max(1, letters);
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.2) return 'ja';
  if (share(/\p{Script=Hangul}/gu) > 0.2) return 'ko';
  if (share(/\p{Script=Han}/gu) > 0.2) return 'zh';
  const said = start.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(COMMON).map(([language, common]) => ({
    language,
    count: said.filter((word) => common.has(word)).length,
  }));
  const best = counts.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count > 0 ? best.language : null;
}

function words(list: string): Set<string> {
  return new Set(list.split(' '));
}
