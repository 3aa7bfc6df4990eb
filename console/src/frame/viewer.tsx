import { createContext, useContext } from "react";
import { graphql, type ResultOf } from "../graphql/index.js";
import type { FrameFacts, Session } from "../session/session.js";

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      login
      role
      scopeKind
      scopeName
      lacksSecondFactor
      screenHelp {
        screen
        text
      }
      viewedBy
      account {
        id
        address
      }
      domain {
        id
        name
      }
      reseller {
        id
        slug
        name
        brandName
      }
    }
  }
`);

export type Viewer = ResultOf<typeof VIEWER>["viewer"];

/** What every screen may ask about where it stands. */
export interface Standing {
  readonly viewer: Viewer;
  readonly frame: FrameFacts;
  /** The panel or webmail that signed the viewer in; null where they did so themselves. */
  readonly issuer: string | null;
  readonly session: Session;
}

const Context = createContext<Standing | null>(null);
export const StandingProvider = Context.Provider;

export function useStanding(): Standing {
  const standing = useContext(Context);
  if (standing === null) throw new Error("useStanding outside of its provider");
  return standing;
}
