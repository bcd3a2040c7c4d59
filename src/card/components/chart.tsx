/** Widths at which a chart is drawn: for a column of text, and for a phone. */
const WIDE = 880;
const NARROW = 340;

interface Props {
  /** Draws it at a width in pixels; text in the picture keeps its size. */
  readonly draw: (width: number) => string;
  readonly caption?: string;
}

/**
 * A picture in two sizes, of which the style sheet shows the one that fits. It is markup as it stands: the
 * serializer of src/charts escapes all text in it.
 */
export function Chart({ draw, caption }: Props) {
  return (
    <figure class="chart-figure">
      <div class="wide" dangerouslySetInnerHTML={{ __html: draw(WIDE) }} />
      <div class="narrow" dangerouslySetInnerHTML={{ __html: draw(NARROW) }} />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
