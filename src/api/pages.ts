import { registerExplorer } from "./explorer.page.js";
import type { PageRegistration } from "./http-server.js";

/** Pages of all rooms, apart from the API itself. */
export const pages: readonly PageRegistration[] = [registerExplorer];
