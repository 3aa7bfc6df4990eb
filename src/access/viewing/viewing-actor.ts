import type { Actor } from "../../kernel/index.js";
import { actorOfSubject, type Origin, type Subject } from "../subject.js";

/** Sees as the subject, is recorded as the viewer, and changes nothing. */
export function viewingActor(subject: Subject, viewer: Subject, viewId: string, origin: Origin): Actor {
  return {
    ...actorOfSubject(subject, origin),
    sessionId: viewId,
    restriction: "VIEWING",
    viewedBy: actorOfSubject(viewer, origin),
  };
}
