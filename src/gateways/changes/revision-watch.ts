import { followerOf } from "../../database/index.js";
import { currentRevision, onCommittedHere } from "../../feed/index.js";

/** The current revision at once, then each newer one as it is committed, and the same again after so many milliseconds. */
export const followRevisions = followerOf({ read: currentRevision, onChangedHere: onCommittedHere });
