/**
 * Where servers of ours listen: addresses as they are written in settings, and the socket files that a killed process
 * leaves behind. It refuses to know what is spoken there.
 */
export { formatListenAddress, type ListenAddress, parseListenAddress } from "./listen-address.js";
export { removeStaleSocket } from "./stale-socket.js";
