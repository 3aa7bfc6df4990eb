import type { ReactNode } from "react";
import type { Problem } from "../graphql/problem.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Icon, type IconName } from "./icon.js";
import { Notice } from "./notice.js";

const SKELETON_ROWS = ["a", "b", "c", "d", "e"] as const;
const WIDTHS = ["w60", "w40", "w60", "w80", "w40"] as const;

/** Rows to come, in the real columns; styles show them after 150 ms. */
export function SkeletonRows({ columns }: { readonly columns: number }) {
  const { say } = useWords();
  return (
    <tbody aria-busy="true">
      {SKELETON_ROWS.map((row, index) => (
        <tr key={row} className="skelrow">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name here, and never move.
            <td key={column}>
              <span className={`skel ${WIDTHS[(index + column) % WIDTHS.length]}`} />
              {index === 0 && column === 0 && <span className="vh">{say("consoleFrame.loading")}</span>}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** A form to come: its fields have no columns. */
export function Waiting() {
  return (
    <section className="card">
      <table>
        <SkeletonRows columns={1} />
      </table>
    </section>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Nothing there: why, and what next. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="empty">
      <span className="ring">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}

interface FailureProps {
  readonly problem: Problem;
  /** When the rows were loaded that are still shown. */
  readonly loadedAt: number | null;
  readonly onRetry: () => void;
}

/** The list could not be loaded; older rows stay below. */
export function Failure({ problem, loadedAt, onRetry }: FailureProps) {
  const { say, clockTime } = useWords();
  const text =
    problem.code !== "UNREACHABLE"
      ? say("consoleList.refusedText", { message: problem.message })
      : loadedAt === null
        ? say("consoleList.failedFirst")
        : say("consoleList.failedText", { time: clockTime(loadedAt) });
  return (
    <div className="pad">
      <Notice
        tone="harm"
        title={say("consoleList.failedTitle")}
        isResult
        actions={
          <Button isSmall onClick={onRetry}>
            {say("consoleList.tryAgain")}
          </Button>
        }
      >
        <p>{text}</p>
        {problem.requestId !== undefined && <p className="mono muted">{problem.requestId}</p>}
      </Notice>
    </div>
  );
}
