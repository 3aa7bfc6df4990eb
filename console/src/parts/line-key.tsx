interface LineKeyProps {
  /** Classes of the line in the drawing. */
  readonly kind: string;
  readonly text: string;
}

/** What a line of the drawing above is. */
export function LineKey({ kind, text }: LineKeyProps) {
  return (
    <span>
      <svg className="chart" viewBox="0 0 26 10" aria-hidden="true">
        <path className={kind} d="M1 5h24" />
      </svg>
      {text}
    </span>
  );
}
