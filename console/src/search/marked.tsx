interface MarkedProps {
  readonly value: string;
  readonly part: string;
}

/** A value with what was looked for marked in it, where it begins so. */
export function Marked({ value, part }: MarkedProps) {
  if (!value.startsWith(part)) return <bdi>{value}</bdi>;
  return (
    <bdi>
      <mark>{part}</mark>
      {value.slice(part.length)}
    </bdi>
  );
}
