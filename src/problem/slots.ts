const SLOT = /\{([^{}]{0,80})\}/g;

/** Puts values in for {slots}; a slot without a value stays as it is. */
export function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(SLOT, (slot, name: string) => values.get(name) ?? slot);
}

/** The slots of a text, without braces. */
export function slotsOf(text: string): string[] {
  return Array.from(text.matchAll(SLOT), (match) => match[1] ?? '');
}

/** Whether a brace stands outside any slot. */
export function hasStrayBrace(text: string): boolean {
  return /[{}]/.test(text.replace(SLOT, ''));
}
