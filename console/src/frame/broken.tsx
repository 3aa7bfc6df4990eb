import { Button } from "../parts/button.js";
import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";

/** A screen failed to be drawn; the rest stands. */
export function Broken() {
  const { say } = useWords();
  return (
    <>
      <h1 className="vh" tabIndex={-1}>
        {say("consoleFrame.brokenTitle")}
      </h1>
      <Notice
        tone="harm"
        title={say("consoleFrame.brokenTitle")}
        isResult
        actions={
          <Button isSmall onClick={() => location.reload()}>
            {say("consoleFrame.reload")}
          </Button>
        }
      >
        <p>{say("consoleFrame.brokenText")}</p>
      </Notice>
    </>
  );
}
