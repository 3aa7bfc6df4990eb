import { useStanding, type Viewer } from "../frame/viewer.js";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import { WrittenText } from "./written-text.js";

export type HelpScreen = NonNullable<Viewer["screenHelp"][number]["screen"]>;

/** What whoever runs the viewer's mailboxes wrote about a screen, where they did: below its heading, opened when it is wanted. */
export function ScreenHelp({ of }: { readonly of: HelpScreen }) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const written = viewer.screenHelp.find(({ screen }) => screen === of);
  if (written === undefined) return null;
  return (
    <details className="screenhelp">
      <summary>
        <Icon name="help" />
        {say("consoleHelp.onScreen")}
      </summary>
      <div>
        <WrittenText text={written.text} />
      </div>
    </details>
  );
}
