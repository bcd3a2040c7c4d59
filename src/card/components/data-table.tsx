import type { ComponentChildren } from 'preact';

interface Props {
  readonly caption: string;
  /** The first column names the rows. */
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly ComponentChildren[]>;
  /** Columns after the first are words, not numbers. */
  readonly words?: boolean;
}

/** A table that scrolls sideways by itself, by keyboard too, where it is wider than the screen. */
export function DataTable({ caption, head, rows, words = false }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table class={words ? 'words' : undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, r) => (
            <tr key={r}>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A share in percent over its interval. */
export function Estimate({ value, bounds }: { readonly value: string; readonly bounds: string }) {
  return (
    <>
      <span class="value">{value}</span>
      {bounds !== '' && <span class="bounds"> {bounds}</span>}
    </>
  );
}
