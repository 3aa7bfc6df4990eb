import type { Correlator, CorrelatorContext } from "../correlator.js";
import type { Frame } from "../framing/frame.js";
import { isHeaderFromLine } from "./header-line.js";
import { PostfixState } from "./postfix-state.js";
import { queueIdLength } from "./queue-id.js";
import { acceptBounce, acceptCleanup, acceptQueueManager } from "./queue-lines.js";
import { acceptSmtpd } from "./smtpd-lines.js";

/**
 * Follows each authenticated message from smtpd's `client=` line, by host, instance and queue id, to the queue
 * manager's `from=<>`. Only lines of ids that are open cost more than a look at their first characters.
 */
export function createPostfixCorrelator(context: CorrelatorContext): Correlator {
  const state = new PostfixState(context);

  function accept(frame: Frame): void {
    const { program } = frame;
    const slash = program.lastIndexOf("/");
    if (slash < 0) {
      if (program === "") acceptBare(frame);
      return;
    }
    switch (program.slice(slash + 1)) {
      case "smtpd":
        acceptSmtpd(state, frame, program.slice(0, slash));
        return;
      case "qmgr":
      case "oqmgr":
      case "nqmgr":
        acceptQueueManager(state, frame, program.slice(0, slash));
        return;
      case "cleanup":
        acceptCleanup(state, frame, program.slice(0, slash));
        return;
      case "pickup":
      case "qmqpd":
        state.endReused(frame, program.slice(0, slash), frame.body.slice(0, queueIdLength(frame.body)));
        return;
      case "bounce":
        acceptBounce(state, frame, program.slice(0, slash));
        return;
    }
  }

  /** Messages without any syslog header, as some collectors store them: told apart by their form alone. */
  function acceptBare(frame: Frame): void {
    const length = queueIdLength(frame.body);
    const rest = length === 0 ? frame.body : frame.body.slice(length + 2);
    if (length > 0 && rest.startsWith("from=<")) acceptQueueManager(state, frame, "");
    else if (length > 0 && (rest.startsWith("message-id=") || isHeaderFromLine(rest))) acceptCleanup(state, frame, "");
    else acceptSmtpd(state, frame, "");
  }

  return {
    format: "postfix",
    accept,
    finish: (before, mayGrow) => state.finish(before, mayGrow),
    save: () => state.save(),
    restore: (saved) => state.restore(saved),
  };
}
