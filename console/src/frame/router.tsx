import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { SCREENS } from "../screens.js";
import { Broken } from "./broken.js";
import { resolveEntrance } from "./entrances.js";
import { Frame } from "./frame.js";
import { NotFound } from "./not-found.js";
import { ownScopeKind, type ScopeKind } from "./scope.js";
import type { Viewer } from "./viewer.js";

const SCOPE_PATHS: Readonly<Record<ScopeKind, string>> = {
  me: "/me",
  d: "/d/$domain",
  r: "/r/$reseller",
  p: "/p",
};

/** What routes may ask before anything of theirs is drawn. */
interface RouterContext {
  readonly viewer: Viewer;
}

/** A route for each screen in each of its scopes. Keys of the query that nobody knows stay in it. */
export function createConsoleRouter(viewer: Viewer) {
  const root = createRootRouteWithContext<RouterContext>()({
    component: Frame,
    notFoundComponent: NotFound,
    errorComponent: Broken,
  });
  const screens = SCREENS.flatMap(({ path, scopes, load }) =>
    scopes.map((scope) =>
      createRoute({
        getParentRoute: () => root,
        path: [SCOPE_PATHS[scope], path].filter(Boolean).join("/"),
        component: lazyRouteComponent(load),
        errorComponent: Broken,
        beforeLoad: ({ context }) => requireOwn(scope, context.viewer),
      }),
    ),
  );
  const entrances = ["/", "/$"].map((path) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: NotFound,
      beforeLoad: ({ context, location }) => leadOn(context.viewer, location),
    }),
  );
  return createRouter({
    routeTree: root.addChildren([...screens, ...entrances]),
    context: { viewer },
    basepath: "/console",
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
      const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
      return text === "" ? "" : `?${text}`;
    },
  });
}

/** A domain and a reseller are looked for by name; the other two kinds of scope are the viewer's own or nobody's. */
function requireOwn(scope: ScopeKind, viewer: Viewer): void {
  if ((scope === "me" || scope === "p") && ownScopeKind(viewer) !== scope) throw notFound();
}

/**
 * Leads on to the screen that is meant; below a scope there is nothing else, so nothing is found. Decided before anything
 * is drawn: an element that navigates does so at each of its renderings, and what it navigates to has it rendered again.
 */
function leadOn(viewer: Viewer, { pathname, searchStr, search }: Visited): void {
  if (/^\/(me|d|r|p)\//.test(pathname)) return;
  const { to, q } = resolveEntrance(viewer, pathname, new URLSearchParams(searchStr));
  throw redirect({ to, search: (q === undefined ? search : { ...search, q }) as never, replace: true });
}

interface Visited {
  /** Without `/console`. */
  readonly pathname: string;
  readonly searchStr: string;
  readonly search: object;
}
