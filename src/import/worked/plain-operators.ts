/** Typographic operators as ASCII ones; currency, thousands separators and percent signs resolved. */
export function plainOperators(text: string): string {
  return text
    .replace(/[$€£]/g, '')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/×|(?<=[\d\s)])x(?=\s{0,9}[\d(.])/gi, '*')
    .replace(/÷/g, '/')
    .replace(/[–−]/g, '-')
    .replace(/((?:\d+(?:\.\d+)?|\.\d+))\s?%/g, '($1/100)');
}
