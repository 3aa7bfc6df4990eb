/**
 * What a text is about: an address, a domain, a reseller, a message by its queue id or Message-ID, or a whole bounce in
 * which all of these stand. It refuses to find anything outside the caller's scope.
 */
import { SearchResolver } from "./search.resolver.js";

export const searchResolvers = [SearchResolver] as const;
