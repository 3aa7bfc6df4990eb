/** In the brand's raw colour, until a reseller's own logo can be kept. */
export function BrandMark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="markground" width="32" height="32" rx="8" />
      <path className="markshape" d="M7 10.5h18v11H7zM7 10.5l9 6.5 9-6.5" />
    </svg>
  );
}
