import type { Ref } from 'preact';
import { type Choice, type Filter, type ListAnswer, LONGEST_SEARCH } from '../records.ts';
import { Key } from './key.tsx';

interface FiltersProps {
  readonly filter: Filter;
  readonly answer: ListAnswer | null;
  readonly searchBox: Ref<HTMLInputElement>;
  readonly onChange: (filter: Filter) => void;
}

/** What the list is narrowed to: a text, a grader, and labels, operators and budgets with their counts. */
export function Filters({ filter, answer, searchBox, onChange }: FiltersProps) {
  const graders = answer?.graders ?? [];
  const toggled = (kind: 'labels' | 'operators' | 'budgets', value: string) =>
    onChange({ ...filter, [kind]: toggle(filter[kind], value) });
  return (
    <search class="filters">
      <div class="fields">
        <label class="field">
          <span>
            Text <Key name="/" />
          </span>
          <input
            ref={searchBox}
            type="search"
            placeholder="in problem or reply"
            maxLength={LONGEST_SEARCH}
            value={filter.text}
            onInput={(event) => onChange({ ...filter, text: event.currentTarget.value })}
          />
        </label>
        {graders.length > 1 && (
          <label class="field">
            <span>Grader</span>
            <select
              value={answer?.grader ?? ''}
              onChange={(event) => onChange({ ...filter, grader: event.currentTarget.value })}
            >
              {graders.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Choices
        name="Label"
        choices={answer?.labels ?? []}
        chosen={filter.labels}
        keys={true}
        onToggle={(value) => toggled('labels', value)}
      />
      <Choices
        name="Operator"
        choices={answer?.operators ?? []}
        chosen={filter.operators}
        onToggle={(value) => toggled('operators', value)}
      />
      <Choices
        name="Budget"
        choices={answer?.budgets ?? []}
        chosen={filter.budgets}
        onToggle={(value) => toggled('budgets', value)}
      />
    </search>
  );
}

export function toggle(some: readonly string[], value: string): string[] {
  return some.includes(value) ? some.filter((each) => each !== value) : [...some, value];
}

interface ChoicesProps {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly keys?: boolean;
  readonly onToggle: (value: string) => void;
}

function Choices({ name, choices, chosen, keys = false, onToggle }: ChoicesProps) {
  // One that all have narrows nothing.
  if (choices.length < 2 && chosen.length === 0) return null;
  return (
    <fieldset>
      <legend>{name}</legend>
      <div class="chips">
        {choices.map(({ value, count }, i) => (
          <button
            key={value}
            type="button"
            class="chip"
            aria-pressed={chosen.includes(value)}
            aria-keyshortcuts={keys && i < 9 ? String(i + 1) : undefined}
            onClick={() => onToggle(value)}
          >
            {keys && i < 9 ? <Key name={String(i + 1)} /> : null}
            {value} <span class="count">{count.toLocaleString('en')}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
