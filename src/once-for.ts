/** A pure function of an object that does not change, worked out once for each. What it gives may be undefined. */
export function onceFor<Of extends object, Value>(compute: (of: Of) => Value): (of: Of) => Value {
  const results = new WeakMap<Of, { readonly value: Value }>();
  return (of) => {
    const known = results.get(of);
    if (known) return known.value;
    const value = compute(of);
    results.set(of, { value });
    return value;
  };
}
