/** A key beside what it does; not read aloud, where aria-keyshortcuts and the help say it. */
export function Key({ name }: { name: string }) {
  return (
    <span class="key" aria-hidden="true">
      <kbd>{name}</kbd>
    </span>
  );
}
