import type { ComponentChildren } from 'preact';

/** How deep a heading is: 2 under the page's own. */
export type Level = 2 | 3 | 4;

interface HeadingProps {
  readonly level: Level | 5;
  readonly id?: string;
  readonly children: ComponentChildren;
}

export function Heading({ level, id, children }: HeadingProps) {
  if (level === 2) return <h2 id={id}>{children}</h2>;
  if (level === 3) return <h3 id={id}>{children}</h3>;
  if (level === 4) return <h4 id={id}>{children}</h4>;
  return <h5 id={id}>{children}</h5>;
}

interface Props {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}

/** A part of the card that can be linked to. */
export function Section({ id, level, title, lead, children }: Props) {
  return (
    <section aria-labelledby={id} class={`level-${level}`}>
      <Heading level={level} id={id}>
        {title}
      </Heading>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}
