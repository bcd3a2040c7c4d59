import type { ComponentChildren } from 'preact';
import { counted } from '../../src/report/numbers.ts';

/** The words that rows have to hold. */
export function SearchBox({
  placeholder,
  text,
  onText,
}: {
  placeholder: string;
  text: string;
  onText: (text: string) => void;
}) {
  return (
    <label>
      <span>Search</span>
      <input
        type="search"
        placeholder={placeholder}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </label>
  );
}

/** One of some values, each with what a reader is shown for it. */
export function ChoiceBox({
  name,
  value,
  options,
  onValue,
}: {
  name: string;
  value: string;
  options: ReadonlyArray<readonly [value: string, shown: string]>;
  onValue: (value: string) => void;
}) {
  return (
    <label>
      <span>{name}</span>
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {options.map(([each, shown]) => (
          <option key={each} value={each}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How many rows the filters leave: "7 rows", "3 of 7 rows". */
export function ShownCount({ shown, all, one }: { shown: number; all: number; one: string }) {
  const rows = counted(all, one);
  return (
    <p class="count" role="status">
      {shown === all ? rows : `${shown} of ${rows}`}
    </p>
  );
}

/** What is wider than a narrow screen: it scrolls by itself, by keys too. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
