import { Link } from "@tanstack/react-router";
import { Empty } from "../parts/list-states.js";
import { useWords } from "../words/words.js";
import { screensOf } from "./entrances.js";
import { ownScopePath } from "./scope.js";
import { useStanding } from "./viewer.js";

/** Not yours and not there look alike. */
export function NotFound() {
  const { say } = useWords();
  const { viewer } = useStanding();
  const [first] = screensOf(viewer);
  return (
    <section className="card">
      <h1 className="vh" tabIndex={-1}>
        {say("consoleFrame.notFoundTitle")}
      </h1>
      <Empty
        icon="lock"
        title={say("consoleFrame.notFoundTitle")}
        actions={
          first && (
            <Link className="btn" to={[ownScopePath(viewer), first.path].filter(Boolean).join("/")}>
              {say("consoleFrame.toFirst", { page: say(first.title) })}
            </Link>
          )
        }
      >
        {say("consoleFrame.notFoundText", { login: viewer.login })}
      </Empty>
    </section>
  );
}
