import type { ReactNode } from "react";

interface PageHeadProps {
  readonly title: string;
  /** One sentence. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The one h1 of a screen; the frame gives it the focus when the screen changes. */
export function PageHead({ title, children, actions }: PageHeadProps) {
  return (
    <div className="phead">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}
