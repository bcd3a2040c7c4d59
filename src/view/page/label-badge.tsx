/** Whether a label is what the item calls for; by its colour, which is never alone. */
const TONES: Readonly<Record<string, string>> = {
  asks: 'good',
  solves: 'good',
  names: 'fair',
  balks: 'fair',
  'asks-other': 'fair',
  'open-form': 'fair',
  assumes: 'fair',
  overasks: 'poor',
  guesses: 'poor',
  errs: 'poor',
  failed: 'poor',
};

export function LabelBadge({ label }: { label: string }) {
  return <span class={`badge ${TONES[label] ?? 'none'}`}>{label}</span>;
}
