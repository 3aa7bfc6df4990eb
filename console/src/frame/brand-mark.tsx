import type { FrameFacts } from "../session/session.js";

/** The logo of whoever speaks, beside their name, which says it in words; without one an envelope in their raw colour. */
export function BrandMark({ logo }: Pick<FrameFacts, "logo">) {
  if (logo !== null) {
    return <img className="logoimage" src={logo.path} width={logo.width} height={logo.height} alt="" />;
  }
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="markground" width="32" height="32" rx="8" />
      <path className="markshape" d="M7 10.5h18v11H7zM7 10.5l9 6.5 9-6.5" />
    </svg>
  );
}
